"""Answering those who use a web form. Nobody knows them: what they send is checked, counted, and never trusted."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any, NoReturn

from onestop import calls, clock, cursors, tables
from onestop.errors import BadCursor, Invalid, NeighbourUnavailable, NotFound, TooManyRequests
from onestop.identity import Caller, system
from onestop.once import Once, digest
from onestop.tables import Step
from onestop.text import to_json
from tickets import schemas, table
from tickets.domain import web_page
from tickets.domain.web_page import TRAP, Asked, Page, form, sorry, thanks
from tickets.domain.web_texts import DEFAULT, TEXTS, spoken
from tickets.service import desk, opening

KEY = re.compile(r"([0-7][0-9A-HJKMNP-TV-Z]{25})\.([0-7][0-9A-HJKMNP-TV-Z]{25})")
QUICKEST, LONGEST = timedelta(seconds=3), timedelta(hours=12)  # to fill the page in
MOST = 20  # submissions of an address in an hour, for each form
SECONDS = 6  # for customers to say who it is
KINDS = {"integer": "number", "choices": "choice"}
Said = Mapping[str, str]
POLICY = web_page.POLICY  # of what a page may load


def page(key: str, language: str | None, accepted: str | None) -> str:
    """The page of a form, in a language of who reads it: 1 call, and 1 each half minute. `NotFound` if inactive."""
    row = _there(key)
    shown = _page(row, spoken(language, accepted, _languages(row)))
    return form(shown, _hidden(row, shown), {}, [])


def receive(by: Caller, key: str, said: Said) -> str:
    """Open a ticket for what somebody sent, and return its number: 3 calls, and one of customers.

    Raises `Invalid` with each fault, `TooManyRequests` beyond 20 an hour from one address, `NotFound` for a form that
    is not active. What fills in the field that people do not see is thanked, and thrown away.
    """
    row = _there(key)
    if said.get(TRAP):
        return "–"
    _must_be_in_time(row, said.get("opened", ""))
    asked = _asked(row, said)
    _count(row, by.address or "")
    caller = system("tickets", row.pk.partition("#")[0], by.correlation)
    known = _customers()(caller, "Recognise", {"name": said["name"], "email": said["email"]})
    new = schemas.NewTicket.model_validate(asked | {"requester": known["customer"]})
    return str(opening.open_(caller, new, _once(caller, row, said))["number"])


def refused(key: str, said: Said, language: str | None, accepted: str | None, why: Invalid | TooManyRequests) -> str:
    """The page again, with all that was filled in and what is wrong with it; or, after too many, only why."""
    row = _there(key)
    shown = _page(row, spoken(language, accepted, _languages(row)))
    if isinstance(why, TooManyRequests):
        return sorry(shown, shown.texts["too many"])
    labels = {f"/{each.name.replace('.', '/')}": each.label for each in shown.fields}
    faults = [(labels.get(each["pointer"], ""), _reason(each["reason"], shown)) for each in why.errors]
    return form(shown, _hidden(row, shown), said, faults)


def received(key: str, number: str, language: str | None, accepted: str | None) -> str:
    """The page that says thanks."""
    row = _there(key)
    return thanks(_page(row, spoken(language, accepted, _languages(row))), number)


def _there(key: str) -> Any:
    found = KEY.fullmatch(key)
    row = tables.get(table.WebForm, *table.web_form_keys(*found.groups())) if found else None
    if row is None or not row.active:
        raise NotFound("There is no such form.")
    return row


def _languages(row: Any) -> list[str]:
    return sorted(row.texts, key=lambda each: each != DEFAULT)


def _page(row: Any, language: str) -> Page:
    texts, said = TEXTS[language], row.texts[language]
    fixed = [Asked(name, texts[name], kind, required=True) for name, kind in FIXED]
    return Page(language, said["title"], said["intro"] or "", tuple(fixed + _custom(row, said["labels"])), texts)


FIXED = (("name", "text"), ("email", "email"), ("subject", "text"), ("description", "long"))


def _custom(row: Any, labels: Mapping[str, str]) -> list[Asked]:
    return [
        Asked(
            f"custom.{field['key']}",
            labels.get(field["key"], field["label"]),
            KINDS.get(field["kind"], field["kind"]),
            f"custom.{field['key']}" in kind["requiredOnCreate"],
            tuple(field["options"]),
        )
        for kind in [_kind(row)]
        for field in kind["fields"]
        if field["key"] in row.fields
    ]


def _kind(row: Any) -> Mapping[str, Any]:
    types = desk.of(row.pk.partition("#")[0]).types
    return types.get(row.ticket_type, {"fields": [], "requiredOnCreate": []})


def _hidden(row: Any, shown: Page) -> dict[str, str]:
    """What the page sends along: when it was opened, sealed, and the language that it was read in."""
    opened = cursors.seal(clock.timestamp(), row.pk.partition("#")[0], "web-form", {"form": row.id})
    return {"opened": opened, "language": shown.language}


def _must_be_in_time(row: Any, opened: str) -> None:
    """A page that was filled in sooner than anybody reads it, or long ago, is sent once more."""
    if not opened:  # it came from a page of the tenant's own, which has no such thing
        return
    try:
        since = datetime.fromisoformat(cursors.unseal(opened, row.pk.partition("#")[0], "web-form", {"form": row.id}))
    except BadCursor:
        _refuse("too old")
    waited = clock.now() - since
    if waited < QUICKEST or waited > LONGEST:
        _refuse("too fast" if waited < QUICKEST else "too old")


def _refuse(why: str) -> NoReturn:
    raise Invalid(errors=[{"pointer": "/opened", "reason": why}])


def _asked(row: Any, said: Said) -> dict[str, Any]:
    """The ticket that somebody asks for, its requester aside; `Invalid` for what is missing."""
    missing = [name for name, _ in FIXED if not said.get(name, "").strip()]
    if missing:
        raise Invalid(errors=[{"pointer": f"/{name}", "reason": "missing"} for name in missing])
    if len(said["subject"]) > 200 or len(said["name"]) > 200:
        raise Invalid(errors=[{"pointer": "/subject", "reason": "has at most 200 characters"}])
    custom = {field["key"]: _value(field, said.get(f"custom.{field['key']}", "")) for field in _kind(row)["fields"]}
    return {
        "subject": said["subject"],
        "description": said["description"],
        "channel": "web",
        "type": row.ticket_type,
        "language": said.get("language") or None,
        "tags": row.tags,
        "custom": {key: value for key, value in custom.items() if key in row.fields and value is not None},
    }


def _value(field: Mapping[str, Any], text: str) -> Any:
    """What a text stands for; what it does not fit is left to the form of the type, which says so."""
    if not text:
        return None
    if field["kind"] == "integer" and re.fullmatch(r"-?[0-9]{1,16}", text):
        return int(text)
    if field["kind"] == "boolean":
        return text == "true"
    return [text] if field["kind"] == "choices" else text


def _count(row: Any, address: str) -> None:
    """One more of this address and hour. The address itself is not kept, only its digest, and that for an hour."""
    now = clock.now()
    visitor = sha256(f"{row.id} {now.date()} {address}".encode()).hexdigest()[:32]
    tenant = row.pk.partition("#")[0]
    visits = table.Visits(*table.visits_keys(tenant, row.id, visitor, now.strftime("%Y-%m-%dT%H")))
    actions = (
        table.Visits.count.add(1),
        table.Visits.expires.set(now + timedelta(hours=2)),
        table.Visits.type.set(table.Visits),
    )
    below = table.Visits.count.does_not_exist() | (table.Visits.count < MOST)
    tables.write(Step("update", visits, _too_many, below, actions))


def _too_many(_: Any) -> Exception:
    return TooManyRequests("There were many messages from here; try again in an hour.", retryAfter=3600)


def _once(by: Caller, row: Any, said: Said) -> Once | None:
    """A page is sent once, however often somebody clicks."""
    opened = said.get("opened")
    asked = to_json({name: value for name, value in said.items() if name != "opened"})
    return Once(by.tenant, f"web-form {row.id}", digest(opened), digest(asked)) if opened else None


@cache
def _customers() -> calls.Ask:
    where = table.Row.Meta.table_name
    return calls.neighbour("customers", os.environ["CUSTOMERS_SAGA"], seconds=SECONDS, instead=_unknown, table=where)


def _unknown(by: Caller, task: str, asked: Mapping[str, Any]) -> Any:
    raise NeighbourUnavailable("Nobody can say now who you are; try again in a moment.")


def _reason(reason: str, shown: Page) -> str:
    """A reason in the language of the page, as far as it has one."""
    return shown.texts.get(reason, shown.texts["wrong"])
