"""How a desk is set up: its statuses, its types with their forms."""

from typing import Any

import pytest

from tests.support.gateway import Browser
from tests.tickets.desk import asked, now, opened, patched, path

FORM: dict[str, Any] = {
    "name": "Return 退货",
    "fields": [
        {"key": "order", "label": "Order", "kind": "text"},
        {"key": "pieces", "label": "Pieces", "kind": "integer"},
        {"key": "reason", "label": "Reason", "kind": "choice", "options": ["broken", "late"]},
    ],
    "requiredOnCreate": ["custom.order"],
    "requiredToResolve": ["category", "custom.reason"],
}


@pytest.fixture
def form(desk: Browser) -> Browser:
    """A desk with a type `return`."""
    assert desk.put("/ticket-types/return", FORM).status == 200
    return desk


def test_a_desk_works_without_any_set_up(desk: Browser) -> None:
    statuses = desk.get("/ticket-statuses").json["data"]
    assert [each["key"] for each in statuses] == ["new", "open", "pending", "hold", "solved", "closed"]
    assert desk.get("/ticket-settings").json == {"reopenDays": 7, "closeDays": 14, "updatedAt": None, "version": 0}
    assert desk.get("/ticket-types").json["data"] == []


def test_a_status_of_ones_own_means_what_its_category_means(desk: Browser) -> None:
    said = {"name": "With the supplier", "category": "hold", "position": 9}
    made = desk.put("/ticket-statuses/supplier", said, if_match='"0"').json
    ticket = patched(desk, opened(desk), status="supplier")

    assert (made["key"], made["version"]) == ("supplier", 1)
    assert (ticket["status"], ticket["statusCategory"]) == ("supplier", "hold")
    assert [each["id"] for each in desk.get("/tickets?statusCategory=hold").json["data"]] == [ticket["id"]]


def test_a_status_keeps_its_category_and_each_category_a_status(desk: Browser) -> None:
    assert desk.put("/ticket-statuses/open", {"name": "Open", "category": "hold"}).status == 422
    alone = {"name": "Open", "category": "open", "retired": True}
    assert desk.put("/ticket-statuses/open", alone).status == 409

    desk.put("/ticket-statuses/in-work", {"name": "In work", "category": "open"})
    assert desk.put("/ticket-statuses/open", alone).status == 200
    assert desk.patch(path(opened(desk)), {"status": "open"}).status == 422


def test_a_form_says_what_a_ticket_needs_to_be_opened(form: Browser) -> None:
    refused = form.post("/tickets", asked(type="return", custom={"pieces": "two", "colour": "red"}))
    assert {each["pointer"] for each in refused.json["errors"]} == {
        "/custom/pieces", "/custom/colour", "/custom/order"}  # fmt: skip

    assert opened(form, type="return", custom={"order": "261122-7K3QFAB5", "pieces": 2})["custom"]["pieces"] == 2


def test_a_form_says_what_has_to_be_filled_before_a_ticket_is_resolved(form: Browser) -> None:
    ticket = opened(form, type="return", custom={"order": "1"})
    refused = form.patch(path(ticket), {"status": "solved"})
    assert [each["pointer"] for each in refused.json["errors"]] == ["/category", "/custom/reason"]

    solved = patched(form, ticket, status="solved", category="returns", custom={"reason": "late"})
    assert (solved["statusCategory"], solved["custom"]) == ("solved", {"order": "1", "reason": "late"})


def test_a_reply_that_would_resolve_it_is_not_sent_either(form: Browser) -> None:
    ticket = opened(form, type="return", custom={"order": "1"})
    reply = {"body": "Done.", "public": True, "status": "solved"}
    assert form.post(path(ticket, "comments"), reply).status == 422
    assert form.get(path(ticket, "comments")).json["data"] == []


def test_a_ticket_without_a_type_has_no_fields_of_its_own(desk: Browser) -> None:
    assert desk.post("/tickets", asked(custom={"order": "1"})).status == 422
    assert desk.post("/tickets", asked(type="nothing")).status == 422


def test_a_field_that_tickets_have_values_in_is_retired_and_not_removed(form: Browser) -> None:
    ticket = opened(form, type="return", custom={"order": "1", "pieces": 2})
    [order, pieces, reason] = FORM["fields"]
    assert form.put("/ticket-types/return", {**FORM, "fields": [order, reason]}).status == 422
    assert (
        form.put("/ticket-types/return", {**FORM, "fields": [order, {**pieces, "retired": True}, reason]}).status == 200
    )

    assert patched(form, ticket, custom={"order": "2"})["custom"] == {"order": "2", "pieces": 2}
    assert form.patch(path(ticket), {"custom": {"pieces": 3}}).status == 422


def test_a_retired_type_keeps_its_tickets(form: Browser) -> None:
    ticket = opened(form, type="return", custom={"order": "1"})
    form.put("/ticket-types/return", {**FORM, "retired": True})

    assert form.post("/tickets", asked(type="return", custom={"order": "1"})).status == 422
    assert patched(form, ticket, priority="high")["type"] == "return"


@pytest.mark.parametrize("key", ["Open", "a b", "1st", "x" * 41])
def test_a_key_is_short_and_small(desk: Browser, key: str) -> None:
    assert desk.put(f"/ticket-statuses/{key}", {"name": "x", "category": "open"}).status == 404


def test_custom_fields_of_two_people_do_not_clash(form: Browser) -> None:
    ticket = opened(form, type="return", custom={"order": "1"})
    form.patch(path(ticket), {"custom": {"pieces": 1}}, if_match='"1"')
    assert form.patch(path(ticket), {"custom": {"reason": "late"}}, if_match='"1"').status == 200

    assert now(form, ticket)["custom"] == {"order": "1", "pieces": 1, "reason": "late"}
