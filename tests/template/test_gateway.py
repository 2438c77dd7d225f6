"""What API Gateway is made from: the routes of the doors, all of them and no others."""

from typing import Any

from infra.contracts import files
from infra.contracts.gateway import ALLOWED
from infra.contracts.sources import capabilities
from local.deploy import templates

GATEWAY = templates.read(files.GATEWAY)
ROUTES = [(each, route) for each in capabilities() for route in each.routes]


def operation(route: Any) -> dict:
    found: dict = GATEWAY["paths"][route.path][route.method.lower()]
    return found


def test_the_gateway_knows_the_routes_of_the_doors_and_no_others() -> None:
    known = {(path, method) for path, methods in GATEWAY["paths"].items() for method in methods if method != "options"}
    assert known == {(route.path, route.method.lower()) for _, route in ROUTES}


def named(route: Any) -> str:
    return f"{route.method} {route.path}"


def test_a_route_leads_to_its_own_capability() -> None:
    led = {named(route): operation(route)["x-amazon-apigateway-integration"]["uri"]["Fn::Sub"] for _, route in ROUTES}
    own = {named(route): f"functions/${{{each.stack}.Outputs.ApiArn}}/invocations" for each, route in ROUTES}
    assert [name for name, uri in led.items() if not uri.endswith(own[name])] == []


def test_only_a_public_route_is_open() -> None:
    said = {named(route): operation(route).get("security", []) for _, route in ROUTES}
    assert said == {named(route): [] if route.public else [{"bearer": []}] for _, route in ROUTES}


def test_only_a_route_for_members_has_a_scope() -> None:
    assert [named(route) for _, route in ROUTES if route.public and route.scope] == []


def test_a_browser_may_ask_beforehand() -> None:
    for path, methods in GATEWAY["paths"].items():
        answer = methods["options"]["x-amazon-apigateway-integration"]["responses"]["default"]
        headers = answer["responseParameters"]
        assert headers["method.response.header.Access-Control-Allow-Headers"] == f"'{ALLOWED}'", path
        assert answer["statusCode"] == "204", path


def test_two_routes_never_have_one_name() -> None:
    names = [operation(route)["operationId"] for _, route in ROUTES]
    assert len(names) == len(set(names))
