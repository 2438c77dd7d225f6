"""Every route of every capability: nobody comes in without a token, nobody sees what another tenant has."""

import re
from itertools import count
from typing import Any

import pytest

from infra.contracts.sources import capabilities
from onestop import clock
from onestop.http import Route
from tests.support.gateway import OTHER_TENANT
from tests.support.whole import Whole

ROUTES = [route for capability in capabilities() for route in capability.routes]
NEVER_GIVEN = "01J0000000000000000000N0NE"
numbers = count(1)


MADE_BY = {
    "customerId": "/customers",
    "noteId": "/customers/{customerId}/notes",
    "listId": "/customer-lists",
    "name": "/customer-fields",
    "memberId": "/members",
    "tokenId": "/tokens",
    "keyId": "/api-keys",
    "clientId": "/clients",
    "productId": "/products",
    "variantId": "/products/{productId}/variants",
    "bookId": "/price-books",
    "code": "/tax-classes",
    "orderId": "/orders",
    "reconciliationId": "/reconciliations",
    "agentId": "/agents",
    "teamId": "/teams",
    "key": "/skills",
    "queueId": "/queues",
    "ticketId": "/tickets",
    "commentId": "/tickets/{ticketId}/comments",
    "viewId": "/views",
    "macroId": "/macros",
}
ASKED = {  # of those that need parameters
    "/macros/{macroId}/preview": f"?ticket={NEVER_GIVEN}",
    "/saved-replies/{replyId}/rendering": f"?ticket={NEVER_GIVEN}",
}
# Who names a record makes it by PUT, so that the same name in another tenant is another record.
NAMED_BY_PUT = ("/ticket-statuses/{key}", "/ticket-types/{key}")


def sent_to(path: str) -> Any:
    """A body that a POST takes as often as it is sent."""
    name = f"made {next(numbers)}"
    credential = {"name": name, "scopes": ["customers:read"]}
    consent = {"channel": "email", "address": "mei@example.org", "purpose": "news", "state": "given", "source": "call"}
    return {
        "/customers": {"kind": "organisation", "name": f"林 {name}"},
        "/customers/{customerId}/consents": consent,
        "/customers/{customerId}/links": {"other": NEVER_GIVEN, "role": "employee"},
        "/customers/{customerId}/notes": {"text": "Called back, all is well. 已回电。"},
        "/customer-fields": {"name": name.replace(" ", ""), "label": {"en": name}, "fieldType": "text"},
        "/customer-lists": {"name": name},
        "/customer-lists/{listId}/members": {"add": [NEVER_GIVEN]},
        "/members": {"name": name, "email": f"{name.replace(' ', '.')}@acme.example", "roles": ["agent"]},
        "/products": {"name": {"zh-CN": f"茶 {name}"}},
        "/products/{productId}/variants": {"sku": name.replace(" ", "-")},
        "/price-books": {"name": name, "currency": "CNY"},
        "/price-books/{bookId}/prices": {"variant": NEVER_GIVEN, "breaks": [{"amount": 1800}]},
        "/prices": {"currency": "CNY", "lines": [{"variant": NEVER_GIVEN}]},
        "/tax-classes": {"code": name.replace(" ", "-"), "name": name, "rates": [{"rate": "0.13"}]},
        "/orders": {
            "customer": NEVER_GIVEN,
            "currency": "CNY",
            "lines": [{"name": "运费", "unitPrice": {"amount": 1800, "currency": "CNY"}, "taxRate": "0.13"}],
        },
        "/orders/{orderId}/placement": {"payment": {"provider": "sandbox", "token": "ok"}},
        "/orders/{orderId}/notes": {"text": "Ring twice. 请按两次门铃。"},
        "/payments/{paymentId}/refunds": {"amount": {"amount": 100, "currency": "CNY"}, "reason": "包裹迟到"},
        "/reconciliations": {"day": "2026-11-01"},
        "/differences/{differenceId}/settlement": {"note": "手续费"},
        "/returns/{returnId}/rejection": {"reason": "已超过退货期限"},
        "/returns/{returnId}/receipt": {"lines": [{"line": "1", "quantity": 1}]},
        "/returns/{returnId}/inspection": {
            "lines": [{"line": "1", "accepted": 1, "condition": "new", "restock": True}]
        },
        "/agents": {"id": clock.new_id(), "name": name},
        "/agents/{agentId}/presence": {"reason": "busy", "note": "Training 培训"},
        "/teams": {"name": name},
        "/skills": {"key": name.replace(" ", "-"), "name": name},
        "/shifts": {"agent": NEVER_GIVEN, "start": "2026-12-01T08:00:00Z", "end": "2026-12-01T16:00:00Z"},
        "/leaves": {"agent": NEVER_GIVEN, "start": "2026-12-01T08:00:00Z", "end": "2026-12-03T16:00:00Z"},
        "/queues": {"name": name},
        "/routing-policies": {"name": name},
        "/routing-policies/{policyId}/dry-run": {"queue": NEVER_GIVEN},
        "/routing-profiles": {"name": name, "queues": [{"queue": NEVER_GIVEN}]},
        "/routing/simulations": {"queue": NEVER_GIVEN, "arrivals": [{"at": 0, "handling": 60}]},
        "/work/{workId}/move": {"queue": NEVER_GIVEN, "reason": "二线"},
        "/work/{workId}/priority": {"priority": "high", "reason": "急"},
        "/work/{workId}/takeover": {"reason": "媒体来电"},
        "/work/{workId}/assignment": {"agent": NEVER_GIVEN, "reason": "会说客家话"},
        "/tickets": {"subject": f"Where is it? 在哪里 {name}", "requester": NEVER_GIVEN},
        "/tickets/{ticketId}/comments": {"body": "We are looking into it. 我们正在查。"},
        "/tickets/{ticketId}/attachments": {"name": "照片.png", "contentType": "image/png", "size": 3},
        "/tickets/{ticketId}/links": {"kind": "related", "other": NEVER_GIVEN},
        "/tickets/{ticketId}/merges": {"into": NEVER_GIVEN},
        "/tickets/{ticketId}/splits": {"comments": [NEVER_GIVEN]},
        "/tickets/{ticketId}/snooze": {"until": "2126-01-01T00:00:00Z"},
        "/views": {"name": name, "condition": {"field": "priority", "op": "is", "value": "urgent"}},
        "/macros": {"name": name, "actions": [{"status": "pending"}]},
        "/web-forms/{formId}": {"name": name, "texts": {"en": {"title": "Ask us"}}},
        "/tokens": credential,
        "/api-keys": credential,
        "/clients": credential,
    }.get(path, {})


def path_of_the_owner(house: Whole, route: Route) -> str:
    """The path with the ids of records that the owner has just made, where one request makes them."""
    values: dict[str, str] = {}
    for parameter in re.findall(r"{(\w+)}", route.path):
        make(house, parameter, values)
    return route.path.format(**values) + ASKED.get(route.path, "")


def make(house: Whole, parameter: str, values: dict[str, str]) -> None:
    """Add to `values` the id of a record that the owner has just made, with those of the records that it hangs on."""
    path = MADE_BY.get(parameter)
    for other in re.findall(r"{(\w+)}", path or ""):
        if other not in values:
            make(house, other, values)
    record = house.ask("POST", path.format(**values), sent_to(path)).json if path else {}
    values[parameter] = record.get(parameter, record.get("id", NEVER_GIVEN))


def nobodys(route: Route) -> str:
    return re.sub(r"{\w+}", NEVER_GIVEN, route.path)


def body_of(route: Route) -> Any:
    """A body that the route takes; for a change by a patch, one that changes nothing."""
    return None if route.body is None else {} if route.method == "PATCH" else sent_to(route.path)


def told(route: Route) -> str:
    return f"{route.method} {route.path}"


def test_without_a_token_nobody_comes_in(house: Whole) -> None:
    for route in (route for route in ROUTES if not route.public):
        reply = house.ask(route.method, nobodys(route), body_of(route), who={"tenant": ""})
        assert (reply.status, reply.json["code"]) == (401, "Unauthenticated"), told(route)


def test_without_the_scope_a_member_is_told_which_is_missing(house: Whole) -> None:
    for route in (route for route in ROUTES if route.scope):
        reply = house.ask(route.method, nobodys(route), body_of(route), who={"scopes": "other:read"})
        assert (reply.status, reply.json["code"]) == (403, "MissingScope"), told(route)
        assert reply.json["scope"] == route.scope, told(route)


OF_ONE_RECORD = [
    route for route in ROUTES if "{" in route.path and not route.public and route.path not in NAMED_BY_PUT
]  # fmt: skip


@pytest.mark.parametrize("route", OF_ONE_RECORD, ids=told)
def test_what_another_tenant_has_is_not_there(house: Whole, route: Route) -> None:
    path = path_of_the_owner(house, route)
    reply = house.ask(route.method, path, body_of(route), who={"tenant": OTHER_TENANT}, if_match="*")
    assert (reply.status, reply.json["code"]) == (404, "NotFound"), reply.text


@pytest.mark.parametrize("parameter", sorted(MADE_BY.keys() - {"commentId", "noteId", "variantId"}))  # read elsewhere
def test_what_the_owner_made_is_there_for_the_owner(house: Whole, parameter: str) -> None:
    path = f"{MADE_BY[parameter]}/{{{parameter}}}"
    route = next(route for route in ROUTES if (route.method, route.path) == ("GET", path))
    assert house.ask("GET", path_of_the_owner(house, route)).status == 200
