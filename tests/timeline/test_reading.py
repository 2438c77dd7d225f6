"""Reading a customer's story: the order, the card, the pages, and who may."""

from typing import Any

import pytest

from tests.support.capacity import counted
from tests.support.envelopes import CUSTOMER, OPEN, customer, envelope
from tests.support.gateway import MEMBER, OTHER_TENANT, Browser
from tests.support.wire import Wire

STORY = f"/customers/{CUSTOMER}/timeline"
NOTE = "notes/01J000000000000000000000N1"


def a_note(second: int) -> dict[str, Any]:
    return envelope("NoteAdded", NOTE, second, changes={"text": {"before": None, "after": f"第{second}次来电"}})


@pytest.fixture
def story(wire: Wire) -> Wire:
    """A customer and five notes."""
    wire.deliver("timeline", customer(1, "CustomerRegistered"), *(a_note(second) for second in range(2, 7)))
    return wire


def test_a_story_begins_with_the_card_and_the_newest(story: Wire, reader: Browser) -> None:
    first = reader.get(f"{STORY}?limit=2").json

    assert first["card"]["name"] == "林小梅"
    assert first["card"]["counts"] == {"customer": 1, "note": 5}
    assert first["card"]["since"] == OPEN["createdAt"]
    assert [entry["at"][-7:-5] for entry in first["data"]] == ["06", "05"]
    assert first["data"][0]["summary"] == {"text": {"before": None, "after": "第6次来电", "cut": False}}


def test_later_pages_go_on_where_the_first_ended_and_do_not_repeat_the_card(story: Wire, reader: Browser) -> None:
    whole = reader.get(STORY).json["data"]
    first = reader.get(f"{STORY}?limit=4").json
    rest = reader.get(f"{STORY}?limit=4&cursor={first['page']['next']}").json

    assert first["data"] + rest["data"] == whole
    assert (rest["card"], rest["page"]) == (None, {"next": None, "hasMore": False})


def test_one_kind_is_read_from_an_index_and_paged_like_the_whole(story: Wire, reader: Browser) -> None:
    first = reader.get(f"{STORY}?kind=note&limit=3").json
    rest = reader.get(f"{STORY}?kind=note&limit=3&cursor={first['page']['next']}").json

    assert [entry["kind"] for entry in first["data"] + rest["data"]] == ["note"] * 5
    assert first["card"]["counts"]["note"] == 5
    assert reader.get(f"{STORY}?kind=order").json["data"] == []


def test_the_first_page_is_one_query_and_a_kind_or_a_later_page_looks_at_the_card_too(
    story: Wire, reader: Browser
) -> None:
    with counted() as first:
        page = reader.get(f"{STORY}?limit=3").json["page"]
    with counted() as later:
        reader.get(f"{STORY}?limit=3&cursor={page['next']}")
    with counted() as kind:
        reader.get(f"{STORY}?kind=note")

    assert (first.calls, first.read_units) == (["Query"], 0.5)
    assert later.calls == kind.calls == ["GetItem", "Query"]


@pytest.mark.parametrize("cursor", ["forged", "Ii4u.AAAA", "x" * 4000])
def test_a_forged_cursor_is_refused(story: Wire, reader: Browser, cursor: str) -> None:
    reply = reader.get(f"{STORY}?cursor={cursor}")

    assert (reply.status, reply.json["code"]) == (400, "BadCursor")


def test_a_cursor_is_good_for_its_own_kind_and_tenant_only(story: Wire, reader: Browser, door: Any) -> None:
    cursor = reader.get(f"{STORY}?limit=2").json["page"]["next"]

    assert reader.get(f"{STORY}?kind=note&cursor={cursor}").json["code"] == "BadCursor"
    assert Browser(door, tenant=OTHER_TENANT).get(f"{STORY}?cursor={cursor}").json["code"] == "BadCursor"


def test_another_tenant_finds_nobody(story: Wire, door: Any) -> None:
    assert Browser(door, tenant=OTHER_TENANT).get(STORY).status == 404
    assert Browser(door, tenant=OTHER_TENANT).get(f"{STORY}?kind=note").status == 404


def test_without_the_scope_nothing_is_shown(story: Wire, door: Any) -> None:
    assert Browser(door, scopes="customers:read").get(STORY).json["code"] == "MissingScope"


def test_somebody_unknown_has_no_story(wire: Wire, reader: Browser) -> None:
    assert reader.get(STORY).json["code"] == "NotFound"


def test_nobody_is_shown_before_it_is_known_who_may_see_him(wire: Wire, reader: Browser) -> None:
    wire.deliver("timeline", a_note(2))
    assert reader.get(STORY).status == 404

    wire.deliver("timeline", customer(1, "CustomerRegistered"))
    assert len(reader.get(STORY).json["data"]) == 2


def test_a_restricted_customer_is_told_only_to_those_who_may_see_him(story: Wire, door: Any) -> None:
    stranger, colleague = Browser(door, roles="agent"), Browser(door, roles="agent", actor="member/01COLLEAGUE")
    cursor = stranger.get(f"{STORY}?limit=2").json["page"]["next"]
    shared = [{"member": "01COLLEAGUE", "access": "read"}]
    story.deliver("timeline", customer(9, visibility="restricted", owner="01OWNER", collaborators=shared))

    refused = [stranger.get(STORY + rest).status for rest in ("", "?kind=note", f"?limit=2&cursor={cursor}")]
    assert refused == [404, 404, 404]
    assert [colleague.get(STORY).status, Browser(door, roles="supervisor").get(STORY).status] == [200, 200]
    assert Browser(door, roles="agent", actor=f"member/{MEMBER}").get(STORY).status == 404


def test_the_last_contact_is_the_latest_in_which_both_had_to_do(story: Wire, reader: Browser) -> None:
    assert reader.get(STORY).json["card"]["lastContact"] is None
    order, earlier = (envelope("OrderPlaced", "orders/01J", second) for second in (30, 20))
    story.deliver("timeline", order, earlier | {"subject": "tickets/01J", "type": "TicketOpened"})

    assert reader.get(STORY).json["card"]["lastContact"] == order["time"]
