"""Notes about an order."""

from dataclasses import replace

from tests.orders.making import drafted, path
from tests.support.gateway import OTHER_TENANT, Browser
from tests.support.wire import Wire


def agent(desk: Browser, letter: str = "A") -> Browser:
    """Somebody who leads nobody."""
    return replace(desk, actor=f"member/01J0000000000000000000000{letter}", roles="agent")


def test_notes_are_listed_newest_first(desk: Browser) -> None:
    order = drafted(desk)
    for text in ("first", "第二", "third"):
        desk.post(path(order, "notes"), {"text": text})

    first = desk.get(path(order, "notes") + "?limit=2").json
    rest = desk.get(path(order, "notes") + f"?limit=2&cursor={first['page']['next']}").json
    assert [note["text"] for note in first["data"] + rest["data"]] == ["third", "第二", "first"]


def test_a_note_is_changed_by_its_author_and_by_those_who_lead(desk: Browser) -> None:
    order, author = drafted(desk), agent(desk)
    note = author.post(path(order, "notes"), {"text": "ring twice"})
    place = path(order, "notes", note.json["id"])

    assert agent(desk, "B").patch(place, {"text": "no"}).status == 403
    assert author.patch(place, {"text": "ring once"}, if_match=note.etag).json["version"] == 2
    assert desk.patch(place, {"pinned": True}).json["author"] == author.actor


def test_a_change_that_changes_nothing_is_no_new_version(desk: Browser) -> None:
    order = drafted(desk)
    note = desk.post(path(order, "notes"), {"text": "ring twice"}).json

    assert desk.patch(path(order, "notes", note["id"]), {"text": "ring twice"}).json == note


def test_a_deleted_note_is_gone(desk: Browser) -> None:
    order = drafted(desk)
    note = desk.post(path(order, "notes"), {"text": "one"}).json
    desk.delete(path(order, "notes", note["id"]))

    assert desk.get(path(order, "notes")).json["data"] == []
    assert desk.delete(path(order, "notes", note["id"])).status == 404


def test_a_note_about_what_is_not_there_is_refused(desk: Browser) -> None:
    order = drafted(desk)
    other = replace(desk, tenant=OTHER_TENANT)

    assert other.post(path(order, "notes"), {"text": "x"}).status == 404
    assert other.get(path(order, "notes")).status == 404


def test_every_version_of_a_note_has_its_event_about_the_customer(wired: Browser, wire: Wire) -> None:
    order = drafted(wired)
    note = wired.post(path(order, "notes"), {"text": "one"}).json
    wired.patch(path(order, "notes", note["id"]), {"text": "two"})
    wired.delete(path(order, "notes", note["id"]))
    wire.publish()

    said = [(e["type"], e["sequence"]) for e in wire.envelopes if e["subject"] == f"order-notes/{note['id']}"]
    assert said == [("OrderNoteAdded", 1), ("OrderNoteChanged", 2), ("OrderNoteDeleted", 3)]
    assert wire.published("OrderNoteDeleted")["data"]["customers"] == [order["customer"]]
