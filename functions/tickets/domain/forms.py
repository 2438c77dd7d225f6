"""Forms: the fields that tickets of a type have, what fits into them, and what must be filled when."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

EMPTY: tuple[Any, ...] = (None, "", [], {})
LONGEST = 2000  # characters of a text
LARGEST = 2**53 - 1  # the largest whole number that every JSON reader keeps
# The fields that every ticket has and a form may ask for.
STANDARD = frozenset({"description", "category", "language", "assignee", "team", "tags", "needs", "externalId"})
Fault = dict[str, str]
Field = Mapping[str, Any]


def fault_of(field: Field, value: Any) -> str | None:
    """Why a value does not fit a field (its public definition); None where it does."""
    return KINDS[field["kind"]](field, value)


def faults(fields: Sequence[Field], custom: Mapping[str, Any]) -> list[Fault]:
    """All that is wrong with custom values, as pointers and reasons; a field that the form has not is refused."""
    known = {field["key"]: field for field in fields if not field["retired"]}
    found = {
        name: fault_of(known[name], value) if name in known else "is no field of this type of ticket"
        for name, value in custom.items()
    }
    return [{"pointer": f"/custom/{name}", "reason": reason} for name, reason in found.items() if reason]


def missing(required: Sequence[str], ticket: Mapping[str, Any], when: str) -> list[Fault]:
    """The required fields (`category`, `custom.order`) that are empty; `when` says what needs them."""
    empty = [name for name in required if _value(ticket, name) in EMPTY]
    return [{"pointer": "/" + name.replace(".", "/"), "reason": f"is required {when}"} for name in empty]


def lost(before: Sequence[Field], after: Sequence[Field]) -> list[Fault]:
    """What a form must not lose because tickets have values in it: its fields, their kinds and their options."""
    now, found = {field["key"]: field for field in after}, []
    for field in before:
        kept = now.get(field["key"])
        if kept is None or kept["kind"] != field["kind"]:
            found.append(
                {"pointer": "/fields", "reason": f"lacks {field['key']}, of the kind {field['kind']}: retire it"}
            )
        elif not set(field["options"]) <= set(kept["options"]):
            found.append({"pointer": "/fields", "reason": f"lacks options of {field['key']}"})
    return found


def _value(ticket: Mapping[str, Any], name: str) -> Any:
    return ticket["custom"].get(name[7:]) if name.startswith("custom.") else ticket.get(name)


def _text(_: Field, value: Any) -> str | None:
    return None if isinstance(value, str) and 0 < len(value) <= LONGEST else f"is a text of 1 to {LONGEST} characters"


def _integer(_: Field, value: Any) -> str | None:
    right = isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST
    return None if right else "is a whole number"


def _boolean(_: Field, value: Any) -> str | None:
    return None if isinstance(value, bool) else "is true or false"


def _date(_: Field, value: Any) -> str | None:
    try:
        right = isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        right = False
    return None if right else "is a day such as 2026-11-22"


def _choice(field: Field, value: Any) -> str | None:
    return None if value in field["options"] else "is none of the options"


def _choices(field: Field, value: Any) -> str | None:
    right = isinstance(value, list) and all(each in field["options"] for each in value)
    return None if right and len(set(value)) == len(value) else "is a list of options, each once"


KINDS: dict[str, Callable[[Field, Any], str | None]] = {
    "text": _text,
    "integer": _integer,
    "boolean": _boolean,
    "date": _date,
    "choice": _choice,
    "choices": _choices,
}
