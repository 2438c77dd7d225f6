"""The demo tenant of this installation: who its members are, and the passwords that only this machine knows."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

_PEOPLE = {
    "owner": ("Olivia Hart", "olivia"),
    "admin": ("Adrián Núñez", "adrian"),
    "supervisor": ("周静怡", "jingyi"),
    "agent": ("陈嘉豪", "jiahao"),
    "sales": ("Sofia Lindqvist", "sofia"),
    "analyst": ("Amara Okeke", "amara"),
}
_DOMAIN = "harbour-house.example"


@dataclass(frozen=True)
class Member:
    """Somebody who can log in."""

    role: str
    name: str
    email: str
    password: str


@dataclass(frozen=True)
class Tenant:
    """The tenant and its members by role."""

    slug: str
    name: str
    members: dict[str, Member]


def read(root: Path) -> Tenant | None:
    """The demo tenant of the installation in `root`; None before the first `onestop up`."""
    path = _path(root)
    if not path.is_file():
        return None
    said = json.loads(path.read_text(encoding="utf-8"))
    return Tenant(said["slug"], said["name"], {role: Member(**each) for role, each in said["members"].items()})


def read_or_make(root: Path) -> Tenant:
    """The demo tenant; made, and written down before anybody learns of it, if there is none yet."""
    present = read(root)
    if present is None:
        present = Tenant("harbour-house", "Harbour House 海港之家", {role: _member(role) for role in _PEOPLE})
        _write(root, present)
    return present


def forget(root: Path) -> None:
    """Remove the file; the tenant itself goes with the engine's state."""
    _path(root).unlink(missing_ok=True)


def _member(role: str) -> Member:
    name, account = _PEOPLE[role]
    return Member(role, name, f"{account}@{_DOMAIN}", secrets.token_urlsafe(15))


def _path(root: Path) -> Path:
    return root / "demo.json"


def _write(root: Path, tenant: Tenant) -> None:
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Written beside and moved: an interruption leaves the whole file or none.
    draft = root / "demo.json.new"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(asdict(tenant), file, ensure_ascii=False, indent=2)
    draft.replace(_path(root))
