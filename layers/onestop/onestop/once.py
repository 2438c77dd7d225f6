"""Doing a thing once: a guard that is written together with the effect.

The guard is one more item of the same transaction, so a first request costs no extra call; a repeat meets the guard,
which holds the answer. After 24 hours a key may be used again.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from onestop import clock
from onestop.errors import IdempotencyKeyReused
from onestop.pynamo import JSONAttribute, UnicodeAttribute
from onestop.tables import Row, Step, creates, get, key

KEPT = timedelta(hours=24)


class Replayed(Exception):
    """The request was carried out before; `made` is what it made then."""

    def __init__(self, made: Any) -> None:
        super().__init__("carried out before")
        self.made = made


@dataclass(frozen=True, slots=True)
class Once:
    """One Idempotency-Key as one caller used it on one route, with the digest of what was asked."""

    tenant: str
    route: str
    name: str
    digest: str

    @property
    def pk(self) -> str:
        return key(self.tenant, "once", self.route, self.name)

    def part(self, number: int, body: Any) -> "Once":
        """The key of one part of a batch: a part is repeated exactly like a whole."""
        return replace(self, name=f"{self.name}/{number}", digest=digest(json.dumps(body, sort_keys=True)))


class Guard(Row):
    """The columns of a guard; a capability's table adds it as `class Guard(Row, once.Guard)`."""

    digest = UnicodeAttribute()
    made = JSONAttribute(null=True)


def digest(text: str | bytes) -> str:
    """SHA-256 of what was asked."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def guards(model: type[Any], once: Once | None, made: Any) -> list[Step]:
    """The step that makes a write happen once, or nothing where no key was given.

    A repeat raises `Replayed` with what was made, or `IdempotencyKeyReused` if something else was asked.
    """
    if once is None:
        return []
    row = model(once.pk, "guard", digest=once.digest, made=made, expires=clock.now() + KEPT)

    def refused(raw: dict[str, Any] | None) -> Exception:
        there = model.from_raw_data(raw) if raw else get(model, once.pk, "guard", consistent=True)
        return _answer_of(there, once)

    return [creates(row, refused, unless=model.expires < clock.now())]


def replay(model: type[Any], once: Once | None) -> None:
    """Raise `Replayed` if this was carried out before: for work that cannot carry a guard in its own write."""
    there = get(model, once.pk, "guard", consistent=True) if once else None
    if there is not None and once is not None:
        raise _answer_of(there, once)


def _answer_of(guard: Any, once: Once) -> Exception:
    if guard.digest != once.digest:
        return IdempotencyKeyReused("The same Idempotency-Key came with another request before.")
    return Replayed(guard.made)
