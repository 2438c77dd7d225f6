"""Notes about a customer."""

from tests.customers.people import COLLEAGUE, agent, path, registered
from tests.support.gateway import Browser
from tests.support.wire import Wire


def test_notes_are_listed_newest_first(desk: Browser) -> None:
    customer = registered(desk)
    for text in ("first", "第二", "third"):
        desk.post(path(customer, "notes"), {"text": text})

    first = desk.get(path(customer, "notes") + "?limit=2").json
    rest = desk.get(path(customer, "notes") + f"?limit=2&cursor={first['page']['next']}").json
    assert [note["text"] for note in first["data"] + rest["data"]] == ["third", "第二", "first"]


def test_a_note_is_changed_by_its_author_and_by_those_who_lead(desk: Browser) -> None:
    customer, author = registered(desk), agent(desk)
    note = author.post(path(customer, "notes"), {"text": "call on Monday"})
    place = path(customer, "notes", note.json["id"])

    assert agent(desk, COLLEAGUE).patch(place, {"text": "no"}).status == 403
    assert author.patch(place, {"text": "call on Tuesday"}, if_match=note.etag).json["version"] == 2
    assert desk.patch(place, {"pinned": True}).json["author"] == author.actor


def test_a_stale_change_of_a_note_is_told_what_changed(desk: Browser) -> None:
    customer = registered(desk)
    note = desk.post(path(customer, "notes"), {"text": "one"})
    place = path(customer, "notes", note.json["id"])
    desk.patch(place, {"text": "two"})

    stale = desk.patch(place, {"pinned": True}, if_match=note.etag)
    assert (stale.status, stale.json["changed"]) == (412, {"text": "two"})


def test_a_deleted_note_is_gone(desk: Browser) -> None:
    customer = registered(desk)
    note = desk.post(path(customer, "notes"), {"text": "one"}).json
    desk.delete(path(customer, "notes", note["id"]))

    assert desk.get(path(customer, "notes")).json["data"] == []
    assert desk.delete(path(customer, "notes", note["id"])).status == 404


def test_a_note_has_at_most_20_000_characters(desk: Browser) -> None:
    customer = registered(desk)
    lengths = (20_000, 20_001, 0)

    replies = [desk.post(path(customer, "notes"), {"text": "字" * length}).status for length in lengths]
    assert replies == [201, 422, 422]


def test_the_longest_note_fits_into_its_events(wired: Browser, wire: Wire) -> None:
    customer = registered(wired)
    note = wired.post(path(customer, "notes"), {"text": "字" * 20_000}).json
    wired.patch(path(customer, "notes", note["id"]), {"text": "符" * 20_000})
    wire.carry()

    assert wire.published("NoteChanged")["data"]["changes"].keys() == {"text"}


def test_every_version_of_a_note_has_its_event(wired: Browser, wire: Wire) -> None:
    customer = registered(wired)
    note = wired.post(path(customer, "notes"), {"text": "one"}).json
    wired.patch(path(customer, "notes", note["id"]), {"text": "two"})
    wired.delete(path(customer, "notes", note["id"]))
    wire.carry()

    said = [(e["type"], e["sequence"]) for e in wire.envelopes if e["subject"] == f"notes/{note['id']}"]
    assert said == [("NoteAdded", 1), ("NoteChanged", 2), ("NoteDeleted", 3)]
