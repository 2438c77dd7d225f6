"""What macros, bulk requests, automation and escalation do to a ticket: one language of actions, and what comes of it.

An action is an object with one member: `{"status": "pending"}`, `{"addTags": ["vip"]}`, `{"assign": {"team": …}}`.
`outcome` works out what a list of them makes of a ticket, in their order; nothing is written here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from onestop.clock import rfc3339

Action = Mapping[str, Any]
Ticket = Mapping[str, Any]

PRIORITIES = ("low", "normal", "high", "urgent")
SELF = "self"  # whoever applies the actions
MEMBER = "member/"
TARGETS = {"agent": "assignee", "team": "team", "queue": "queue"}


@dataclass(frozen=True, slots=True)
class Message:
    """A reply (`public`) or an internal note; one of `body` and `saved`, the id of a saved reply."""

    public: bool
    body: str | None = None
    saved: str | None = None
    mentions: tuple[str, ...] = ()


@dataclass(slots=True)
class Outcome:
    """What a ticket becomes: its fields as they will be, what is written on it, and who is told what."""

    fields: dict[str, Any]
    messages: list[Message] = field(default_factory=list)
    notices: list[dict[str, Any]] = field(default_factory=list)

    def changes(self, before: Ticket) -> dict[str, Any]:
        """The fields that become something else, by their names, as they will be."""
        return {name: value for name, value in self.fields.items() if before.get(name) != value}


def outcome(actions: Sequence[Action], ticket: Ticket, actor: str, now: datetime) -> Outcome:
    """What the actions make of a ticket, one after the other, where `actor` applies them at a moment.

    Raises ValueError where an action means the one who applies it and that is no member.
    """
    made = Outcome(dict(ticket))
    for action in actions:
        [(verb, said)] = action.items()
        VERBS[verb](made, said, actor, now)
    return made


def means_self(action: Action) -> bool:
    """Whether an action is about the member who applies it."""
    return SELF in action.get("addFollowers", ()) or action.get("assign", {}).get("agent") == SELF


def _set(made: Outcome, said: Any, actor: str, now: datetime) -> None:
    custom = {**(made.fields.get("custom") or {}), **said.get("custom", {})}
    made.fields |= {**said, "custom": {name: value for name, value in custom.items() if value is not None}}


def _add_tags(made: Outcome, said: Any, actor: str, now: datetime) -> None:
    made.fields["tags"] = _together(made.fields.get("tags"), said)


def _remove_tags(made: Outcome, said: Any, actor: str, now: datetime) -> None:
    made.fields["tags"] = [each for each in made.fields.get("tags") or () if each not in said]


def _add_followers(made: Outcome, said: Any, actor: str, now: datetime) -> None:
    members = [_member(each, actor) for each in said]
    made.fields["followers"] = _together(made.fields.get("followers"), members)


def _together(there: Sequence[Any] | None, more: Sequence[Any]) -> list[Any]:
    """Both, each value once; the order of what was there stays."""
    return list(dict.fromkeys([*(there or ()), *more]))


def _assign(made: Outcome, said: Any, actor: str, now: datetime) -> None:
    for target, whom in said.items():
        made.fields[TARGETS[target]] = _member(whom, actor) if target == "agent" else whom


def _member(whom: Any, actor: str) -> Any:
    if whom != SELF:
        return whom
    if not actor.startswith(MEMBER):
        raise ValueError("is for a member who applies it, and nobody does here")
    return actor.removeprefix(MEMBER)


def _status(made: Outcome, said: Any, actor: str, now: datetime) -> None:
    made.fields["status"] = said


def _priority(made: Outcome, said: Any, actor: str, now: datetime) -> None:
    if said == "raise":
        said = PRIORITIES[min(PRIORITIES.index(made.fields["priority"]) + 1, len(PRIORITIES) - 1)]
    made.fields["priority"] = said


def _snooze(made: Outcome, said: Any, actor: str, now: datetime) -> None:
    made.fields["snoozedUntil"] = rfc3339(now + timedelta(seconds=said["for"]))


def _reply(made: Outcome, said: Any, actor: str, now: datetime) -> None:
    made.messages.append(Message(True, said.get("body"), said.get("savedReply")))


def _note(made: Outcome, said: Any, actor: str, now: datetime) -> None:
    made.messages.append(Message(False, said["body"], None, tuple(said.get("mentions") or ())))


def _notify(made: Outcome, said: Any, actor: str, now: datetime) -> None:
    made.notices.append(dict(said))


VERBS: dict[str, Callable[[Outcome, Any, str, datetime], None]] = {
    "set": _set,
    "addTags": _add_tags,
    "removeTags": _remove_tags,
    "addFollowers": _add_followers,
    "assign": _assign,
    "status": _status,
    "priority": _priority,
    "snooze": _snooze,
    "reply": _reply,
    "note": _note,
    "notify": _notify,
}
