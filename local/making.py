"""Setting something up through the API: what is called so already is used again, and made as it is wanted."""

from hashlib import sha256
from typing import Any

from local.api import Api

_WHOLE = frozenset({"/skills", "/teams"})  # lists that are never long, and have no pages
Item = dict[str, Any]


def made(api: Api, path: str, by: str, said: Item, *, look: bool = True) -> Item:
    """The record of a list whose field `by` is as in `said`, changed to that where it differs, or a new one.

    Without `look`, it is known that there is none. Raises ApiError.
    """
    there = _found(api, path, by, said[by]) if look else None
    if there is None:
        new: Item = api.post(path, said, key=f"made-{_digest(path, said)}")
        return new
    changes = {name: value for name, value in said.items() if there.get(name) != value}
    if not changes:
        return there
    where = f"{path}/{there.get('id') or there['key']}"
    changed: Item = api.call("PATCH", where, json=changes, headers={"If-Match": "*"})
    return changed


def _found(api: Api, path: str, by: str, value: Any) -> Item | None:
    listed = api.get(path)["data"] if path in _WHOLE else api.pages(path)
    return next((each for each in listed if each[by] == value and not each.get("retired")), None)


def _digest(path: str, said: Item) -> str:
    """The same for the same."""
    return sha256(repr((path, sorted(said.items()))).encode()).hexdigest()
