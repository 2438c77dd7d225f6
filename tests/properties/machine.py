"""Somebody who does whatever comes to mind at the desk, and the model that says what has to come of it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import uuid4

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, precondition, rule

from local import ledger
from tests.properties.model import Customer, House, Note
from tests.support.gateway import Browser, Reply
from tests.support.wire import Envelope, Wire

EMAILS = st.sampled_from([f"{name}@example.org" for name in ("ada", "bea", "cleo")])
WORDS = st.sampled_from(["Analysis & Co", "分析机公司", "Müller"])
TAGS = st.lists(st.sampled_from(["vip", "wholesale", "new"]), unique=True).map(sorted)
CONSENTS = st.sampled_from([("email", "given"), ("email", "withdrawn"), ("sms", "given")])
ADDRESSES = {"email": "ada@example.org", "sms": "+442079460018"}


@dataclass(frozen=True)
class Doors:
    """The desk, the readers of stories, and what carries the events."""

    wire: Wire
    desk: Browser
    stories: Browser


class Desk(RuleBasedStateMachine):
    """Each run begins in an empty house, which `opened` opens."""

    customers, notes = Bundle("customers"), Bundle("notes")

    def __init__(self, opened: Callable[[], Doors]) -> None:
        super().__init__()
        self.house, self.doors = House(), opened()
        self.wire, self.desk, self.stories = self.doors.wire, self.doors.desk, self.doors.stories

    @rule(target=customers, email=EMAILS, company=WORDS, twice=st.booleans())
    def register(self, email: str, company: str, twice: bool) -> Any:
        body = {"kind": "person", "name": "Kim", "company": company, "emails": [{"address": email}]}
        holder = self.house.holder(email)
        reply = self._post("/customers?allowDuplicates=true", body, twice)
        if holder:
            assert (reply.status, reply.json["code"]) == (409, "AlreadyTaken")
            return holder
        assert reply.status == 201, reply.text
        customer_id = reply.json["id"]
        made = Customer(f"customers/{customer_id}", [customer_id], ["CustomerRegistered"], email, company)
        self.house.customers.append(made)
        return made

    @rule(customer=customers, company=WORDS, tags=TAGS, anyway=st.booleans())
    def change(self, customer: Customer, company: str, tags: list[str], anyway: bool) -> None:
        path = f"{customer.path}?allowDuplicates={str(anyway).lower()}"
        reply = self.desk.patch(path, {"company": company, "tags": tags}, customer.etag)
        if not self._is_here(customer, reply):
            return
        if self.house.is_alike(customer, company) and not anyway:
            assert (reply.status, reply.json["code"]) == (409, "PossibleDuplicate")
            return
        if (company, tags) != (customer.company, customer.tags):
            customer.events.append("CustomerChanged")
        customer.company, customer.tags = company, tags
        assert (reply.status, reply.etag) == (200, customer.etag)

    @rule(customer=customers, company=WORDS, behind=st.integers(1, 3))
    def change_what_was_changed_meanwhile(self, customer: Customer, company: str, behind: int) -> None:
        stale = f'"{customer.version - behind if customer.version > behind else customer.version + behind}"'
        reply = self.desk.patch(customer.path, {"company": company}, stale)
        if self._is_here(customer, reply):
            assert (reply.status, reply.json["code"]) == (412, "VersionMismatch")

    @rule(customer=customers)
    def trash(self, customer: Customer) -> None:
        reply = self.desk.delete(customer.path, customer.etag)
        if self._is_here(customer, reply):
            customer.state = "trash"
            customer.events.append("CustomerDeleted")
            assert reply.status == 204

    @rule(customer=customers, twice=st.booleans())
    def restore(self, customer: Customer, twice: bool) -> None:
        reply = self._post(f"/trash{customer.path}/restore", None, twice)
        if customer.state != "trash":
            assert reply.status == 404
        elif self.house.holder(customer.email):
            assert (reply.status, reply.json["code"]) == (409, "AlreadyTaken")
        else:
            customer.state = "here"
            customer.events.append("CustomerRestored")
            assert (reply.status, reply.etag) == (200, customer.etag)

    @rule(customer=consumes(customers))
    def purge(self, customer: Customer) -> None:
        reply = self.desk.delete(f"/trash{customer.path}", customer.etag)
        if customer.state != "trash":
            assert reply.status == 404
            return
        customer.state = "gone"
        customer.events.append("CustomerPurged")
        assert reply.status == 204

    @rule(target=notes, customer=customers, text=WORDS, twice=st.booleans())
    def note(self, customer: Customer, text: str, twice: bool) -> Any:
        reply = self._post(f"{customer.path}/notes", {"text": text}, twice)
        if not self._is_here(customer, reply):
            return Note("notes/none", [], of=customer, deleted=True)
        assert reply.status == 201, reply.text
        made = Note(f"notes/{reply.json['id']}", customer.customers, ["NoteAdded"], of=customer, text=text)
        self.house.others.append(made)
        return made

    @precondition(lambda self: self.house.others)
    @rule(note=notes, text=WORDS)
    def change_note(self, note: Note, text: str) -> None:
        reply = self.desk.patch(note.path, {"text": text}, note.etag)
        if not note.reachable:
            assert reply.status == 404
            return
        if text != note.text:
            note.events.append("NoteChanged")
        note.text = text
        assert (reply.status, reply.etag) == (200, note.etag)

    @precondition(lambda self: self.house.others)
    @rule(note=notes)
    def delete_note(self, note: Note) -> None:
        reply = self.desk.delete(note.path, note.etag)
        assert reply.status == (204 if note.reachable else 404)
        if note.reachable:
            note.events.append("NoteDeleted")
            note.deleted = True

    @rule(customer=customers, said=CONSENTS, twice=st.booleans())
    def consent(self, customer: Customer, said: tuple[str, str], twice: bool) -> None:
        channel, state = said
        body = {"channel": channel, "address": ADDRESSES[channel], "purpose": "news", "state": state, "source": "web"}
        reply = self._post(f"{customer.path}/consents", body, twice)
        if self._is_here(customer, reply):
            record = self.house.record(f"consents/{reply.json['id']}", customer)
            kind = {"given": "ConsentGiven", "withdrawn": "ConsentWithdrawn"}[state]
            if record.events[-1:] != [kind]:
                record.events.append(kind)
            assert (reply.status, reply.json["version"]) == (201, record.version)

    @rule(seed=st.integers(0, 2**16), twice=st.booleans())
    def deliver(self, seed: int, twice: bool) -> None:
        self.wire.shuffled, self.wire.twice = Random(seed), twice
        self.wire.carry()

    def teardown(self) -> None:
        self.wire.carry()
        for customer in self.house.customers:
            self._looks_as_it_should(customer)
            self._is_told_as_it_should(customer)
        published = self._published()
        for record in (*self.house.customers, *self.house.others):
            assert published.pop(record.subject, {}) == dict(enumerate(record.events, 1)), record
        assert not published, "and nothing else"
        assert ledger.balance(self.wire).lost == 0

    def _post(self, path: str, body: Any, twice: bool) -> Reply:
        """A POST, or the same one twice: then the second answer is the first one again."""
        key = uuid4().hex
        reply = self.desk.post(path, body, Idempotency_Key=key)
        if twice and reply.status < 400:
            again = self.desk.post(path, body, Idempotency_Key=key)
            assert (again.status, again.json) == (reply.status, reply.json)
        return reply

    def _is_here(self, customer: Customer, reply: Reply) -> bool:
        """Whether the customer can be changed; where not, the answer has to be that there is none."""
        if customer.state != "here":
            assert reply.status == 404, reply.text
        return customer.state == "here"

    def _looks_as_it_should(self, customer: Customer) -> None:
        reply = self.desk.get(customer.path)
        if self._is_here(customer, reply):
            seen, emails = reply.json, [each["address"] for each in reply.json["emails"]]
            looks = (seen["version"], seen["company"], seen["tags"], emails)
            assert looks == (customer.version, customer.company, customer.tags, [customer.email])

    def _is_told_as_it_should(self, customer: Customer) -> None:
        reply = self.stories.get(f"{customer.path}/timeline?limit=200")
        if customer.state == "gone":
            assert reply.status == 404
            return
        assert sorted(entry["what"] for entry in reply.json["data"]) == self.house.story(customer)
        assert sum(reply.json["card"]["counts"].values()) == len(self.house.story(customer))

    def _published(self) -> dict[str, dict[int, str]]:
        """The types of the events by record and sequence; one sequence twice is one event."""
        found: dict[str, dict[int, str]] = defaultdict(dict)
        for (subject, sequence), said in _by_version(self.wire.envelopes).items():
            assert len({each["id"] for each in said}) == 1, f"{subject} has two events of version {sequence}"
            found[subject][sequence] = said[0]["type"]
        return found


def _by_version(envelopes: Iterable[Envelope]) -> dict[tuple[str, int], list[Envelope]]:
    found: dict[tuple[str, int], list[Envelope]] = defaultdict(list)
    for each in envelopes:
        found[each["subject"], each["sequence"]].append(each)
    return found
