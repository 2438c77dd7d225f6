"""Two tickets become one, and two again; and a part of one becomes another."""

from typing import Any

from tests.support.capacity import counted
from tests.support.gateway import Browser
from tests.tickets.desk import BEN, browser, now, opened, patched, path

KEPT = ("version", "updatedAt")


def said(desk: Browser, ticket: dict[str, Any], body: str, **more: Any) -> dict[str, Any]:
    reply = desk.post(path(ticket, "comments"), {"body": body, "public": True, **more})
    assert reply.status == 201, reply.text
    made: dict[str, Any] = reply.json
    return made


def bodies(desk: Browser, ticket: dict[str, Any]) -> list[str]:
    return sorted(each["body"] for each in desk.get(path(ticket, "comments")).json["data"])


def merged(desk: Browser, source: dict[str, Any], target: dict[str, Any]) -> dict[str, Any]:
    reply = desk.post(path(source, "merges"), {"into": target["id"]})
    assert reply.status == 201, reply.text
    made: dict[str, Any] = reply.json
    return made


def taken_apart(desk: Browser, merge: dict[str, Any]) -> None:
    reply = desk.delete(f"/tickets/{merge['target']}/merges/{merge['id']}")
    assert reply.status == 200, reply.text


def without(ticket: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in ticket.items() if name not in KEPT}


def test_the_one_shows_what_was_written_on_the_other(desk: Browser) -> None:
    source, target = opened(desk), opened(desk)
    said(desk, source, "first")
    said(desk, target, "second")
    merged(desk, source, target)
    assert bodies(desk, target) == ["first", "second"]
    assert bodies(desk, source) == ["first"]
    assert (now(desk, source)["statusCategory"], now(desk, source)["mergedInto"]) == ("closed", target["id"])


def test_followers_and_tags_come_along(desk: Browser) -> None:
    source, target = opened(desk, tags=["parcel", "vip"], followers=[BEN]), opened(desk, tags=["vip"])
    merged(desk, source, target)
    after = now(desk, target)
    assert (after["tags"], after["followers"], after["mergedFrom"]) == (["vip", "parcel"], [BEN], [source["id"]])


def test_taken_apart_they_are_as_they_were(desk: Browser) -> None:
    source, target = opened(desk, tags=["parcel"], followers=[BEN]), opened(desk, tags=["vip"])
    source = patched(desk, source, status="pending")
    merge = merged(desk, source, target)
    taken_apart(desk, merge)
    assert without(now(desk, source)) == without(source)
    assert without(now(desk, target)) == without(target)
    assert bodies(desk, target) == []


def test_what_came_since_stays_with_the_one_that_it_came_to(desk: Browser) -> None:
    source, target = opened(desk, tags=["parcel"]), opened(desk)
    merge = merged(desk, source, target)
    said(desk, target, "since")
    patched(desk, target, tags=["parcel", "late"])
    taken_apart(desk, merge)
    assert (bodies(desk, target), now(desk, target)["tags"]) == (["since"], ["late"])


def test_one_that_had_swallowed_another_brings_it_along(desk: Browser) -> None:
    first, second, third = (opened(desk) for _ in range(3))
    said(desk, first, "first")
    inner = merged(desk, first, second)
    outer = merged(desk, second, third)
    assert bodies(desk, third) == ["first"]
    assert desk.delete(f"/tickets/{second['id']}/merges/{inner['id']}").json["code"] == "WrongState"
    taken_apart(desk, outer)
    assert (bodies(desk, third), bodies(desk, second)) == ([], ["first"])
    taken_apart(desk, inner)
    assert (bodies(desk, second), bodies(desk, first)) == ([], ["first"])


def test_what_is_closed_merged_or_itself_is_not_merged(desk: Browser) -> None:
    source, target, closed = (opened(desk) for _ in range(3))
    patched(desk, closed, status="closed")
    merged(desk, source, target)
    asked = [(source, target), (closed, target), (target, closed), (target, source)]
    codes = {desk.post(path(one, "merges"), {"into": other["id"]}).json["code"] for one, other in asked}
    assert codes == {"WrongState"}
    assert desk.post(path(target, "merges"), {"into": target["id"]}).json["code"] == "Invalid"


def test_a_merge_is_taken_apart_once(desk: Browser) -> None:
    merge = merged(desk, opened(desk), opened(desk))
    taken_apart(desk, merge)
    assert desk.delete(f"/tickets/{merge['target']}/merges/{merge['id']}").json["code"] == "WrongState"
    assert desk.delete(f"/tickets/{merge['target']}/merges/01J000000000000000000000ZZ").status == 404
    listed = desk.get(f"/tickets/{merge['target']}/merges").json["data"]
    assert [each["undoneBy"] for each in listed] == [desk.actor]


def test_a_merge_is_two_calls_and_not_more_for_long_conversations(desk: Browser) -> None:
    source, target = opened(desk), opened(desk)
    for number in range(5):
        said(desk, source, str(number))
    with counted() as used:
        merged(desk, source, target)
    assert used.calls == ["BatchGetItem", "TransactWriteItems"]


def test_some_comments_become_a_ticket_of_their_own(desk: Browser) -> None:
    origin = opened(desk, priority="high", language="zh-CN")
    said(desk, origin, "My parcel is late.")
    second = said(desk, origin, "And my invoice is wrong.", **{"from": "requester"})
    reply = desk.post(path(origin, "splits"), {"comments": [second["id"]], "subject": "Invoice"})
    new = reply.json
    assert (reply.status, new["subject"], new["requester"]) == (201, "Invoice", origin["requester"])
    assert (new["splitFrom"], new["priority"], new["description"]) == (origin["id"], "high", "And my invoice is wrong.")
    assert (bodies(desk, new), new["waitingSince"]) == (["And my invoice is wrong."], second["createdAt"])


def test_a_comment_that_was_split_off_says_where_it_is_and_is_not_split_off_again(desk: Browser) -> None:
    origin = opened(desk)
    comment = said(desk, origin, "And another thing.")
    new = desk.post(path(origin, "splits"), {"comments": [comment["id"]]}).json
    shown = desk.get(path(origin, "comments")).json["data"][0]
    copy = desk.get(path(new, "comments")).json["data"][0]
    assert (shown["movedTo"], copy["copyOf"], copy["author"]) == (new["id"], comment["id"], comment["author"])
    assert desk.post(path(origin, "splits"), {"comments": [comment["id"]]}).json["code"] == "WrongState"


def test_nothing_is_split_off_that_is_not_there(desk: Browser) -> None:
    origin = opened(desk)
    reply = desk.post(path(origin, "splits"), {"comments": ["01J000000000000000000000ZZ"]})
    assert reply.status == 404
    assert desk.post(path(origin, "splits"), {"comments": []}).status == 422


def test_merging_again_with_the_same_key_answers_the_same(desk: Browser) -> None:
    source, target = opened(desk), opened(desk)
    answers = [desk.post(path(source, "merges"), {"into": target["id"]}, idempotency_key="once").json for _ in range(2)]
    assert answers[0] == answers[1]


def test_one_who_only_reads_merges_nothing(desk: Browser) -> None:
    source, target = opened(desk), opened(desk)
    assert browser(scopes="tickets:read").post(path(source, "merges"), {"into": target["id"]}).status == 403
