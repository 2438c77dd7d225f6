"""The gateway does what the OpenAPI document says before any function is asked."""

from collections.abc import Iterator

import pytest
import requests

from local.deploy import delete
from local.home import Home
from tests.support.miniature import Miniature

PROBLEM = "application/problem+json"


@pytest.fixture(scope="module")
def system(engine: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Miniature]:
    system = Miniature.copied(engine, tmp_path_factory.mktemp("gateway"), "mini-gateway")
    system.deploy()
    yield system
    delete(engine, system.name)


def send(system: Miniature, method: str, path: str, token: str | None = None, **request) -> requests.Response:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return requests.request(method, system.url(path), headers=headers, timeout=10, **request)


def problem(answer: requests.Response) -> tuple[int, str, str]:
    assert answer.json()["traceId"]
    return answer.status_code, answer.headers["Content-Type"], answer.json()["type"]


@pytest.mark.parametrize("body", [{}, {"name": ""}, {"name": "tea", "more": 1}, []])
def test_a_body_that_breaks_its_model_is_refused(system, body):
    assert problem(send(system, "POST", "/sales", json=body)) == (422, PROBLEM, "BAD_REQUEST_BODY")


def test_a_body_that_fits_its_model_reaches_the_function(system):
    assert send(system, "POST", "/sales", json={"name": "tea"}).status_code == 200


def test_a_preflight_is_answered_by_the_mock(system):
    answer = send(system, "OPTIONS", "/sales")
    allowed = [answer.headers[f"Access-Control-Allow-{what}"] for what in ("Origin", "Methods")]
    assert (answer.status_code, answer.content, allowed) == (204, b"", ["*", "GET,POST"])


@pytest.mark.parametrize(("method", "path"), [("GET", "/nowhere"), ("GET", "/sales/a/b"), ("DELETE", "/sales")])
def test_an_unknown_path_or_verb_gets_the_configured_gateway_response(system, method, path):
    assert problem(send(system, method, path)) == (404, PROBLEM, "MISSING_AUTHENTICATION_TOKEN")


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_an_any_method_takes_every_verb(system, method):
    assert send(system, method, "/anything").json()["resource"] == "/anything"


@pytest.mark.parametrize("path", ["/mine", "/token"])
def test_an_authorizer_passes_its_context_on(system, path):
    authorizer = send(system, "GET", path, "good").json()["authorizer"]
    assert (authorizer["tenant"], authorizer["principalId"]) == ("acme", "someone")


@pytest.mark.parametrize("path", ["/mine", "/token"])
def test_an_authorizer_is_asked_once_for_each_token(system, path):
    calls = [send(system, "GET", path, token).json()["authorizer"]["call"] for token in ("one", "one", "two")]
    assert calls[0] == calls[1] != calls[2]


@pytest.mark.parametrize("path", ["/mine", "/token"])
@pytest.mark.parametrize("token", [None, "broken"])
def test_a_missing_token_and_one_that_the_authorizer_refuses_are_unauthorized(system, path, token):
    assert problem(send(system, "GET", path, token)) == (401, PROBLEM, "UNAUTHORIZED")


@pytest.mark.parametrize("path", ["/mine", "/token"])
def test_a_token_without_permission_is_denied(system, path):
    assert problem(send(system, "GET", path, "denied")) == (403, PROBLEM, "ACCESS_DENIED")


def test_a_path_parameter_is_decoded(system):
    assert send(system, "GET", "/sales/a%20b%40c").json()["parameters"] == {"name": "a b@c"}


def test_binary_types_of_the_document_belong_to_the_api(system):
    api = system.home.client("apigateway").get_rest_api(restApiId=system.outputs["ApiId"])
    assert api["binaryMediaTypes"] == ["image/png"]
