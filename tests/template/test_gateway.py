"""What API Gateway is made from: the routes of the doors, all of them and no others."""

from typing import Any

import pytest

from infra.contracts import files
from infra.contracts.gateway import ALLOWED
from infra.contracts.sources import capabilities
from local.deploy import templates

GATEWAY = templates.read(files.GATEWAY)
ROUTES = [(each, route) for each in capabilities() for route in each.routes]

each_route = pytest.mark.parametrize(("capability", "route"), ROUTES, ids=lambda each: getattr(each, "name", ""))


def operation(route: Any) -> dict:
    found: dict = GATEWAY["paths"][route.path][route.method.lower()]
    return found


def test_the_gateway_knows_the_routes_of_the_doors_and_no_others() -> None:
    known = {(path, method) for path, methods in GATEWAY["paths"].items() for method in methods if method != "options"}
    assert known == {(route.path, route.method.lower()) for _, route in ROUTES}


@each_route
def test_a_route_leads_to_its_own_capability(capability: Any, route: Any) -> None:
    uri = operation(route)["x-amazon-apigateway-integration"]["uri"]["Fn::Sub"]
    assert uri.endswith(f"functions/${{{capability.stack}.Outputs.ApiArn}}/invocations")


@each_route
def test_only_a_public_route_is_open(capability: Any, route: Any) -> None:
    assert operation(route).get("security", []) == ([] if route.public else [{"bearer": []}])


@each_route
def test_only_a_route_for_members_has_a_scope(capability: Any, route: Any) -> None:
    assert not (route.public and route.scope)


@pytest.mark.parametrize("path", GATEWAY["paths"])
def test_a_browser_may_ask_beforehand(path: str) -> None:
    answer = GATEWAY["paths"][path]["options"]["x-amazon-apigateway-integration"]["responses"]["default"]
    headers = answer["responseParameters"]
    assert headers["method.response.header.Access-Control-Allow-Headers"] == f"'{ALLOWED}'"
    assert answer["statusCode"] == "204"


def test_two_routes_never_have_one_name() -> None:
    names = [operation(route)["operationId"] for _, route in ROUTES]
    assert len(names) == len(set(names))
