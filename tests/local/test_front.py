"""The public address, with a function behind it that answers the event it got."""

import http.client
from collections.abc import Iterator

import pytest
import requests

from local.home import Home
from tests.support.engines import an_engine
from tests.support.functions import deployed
from tests.support.gateways import published

MIRROR = """
    import json
    def handler(event, context):
        return {"statusCode": 200, "body": json.dumps(event)}
"""


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with an_engine(tmp_path_factory.mktemp("empty")) as home:
        yield home


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with an_engine(tmp_path_factory.mktemp("public")) as home:
        published(home, deployed(home, MIRROR), "/things", "/things/{id}", "/docs")
        yield home


def problem(answer: requests.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json().keys() >= {"type", "title", "status", "detail", "code"}
    return answer.status_code, answer.json()["code"]


def test_before_a_deployment_the_api_says_what_to_do(empty: Home) -> None:
    answer = requests.get(f"{empty.address}/v1/health", timeout=9)
    assert problem(answer) == (503, "NotDeployed")
    assert "make up" in answer.json()["detail"]


def test_a_request_reaches_the_function(public: Home) -> None:
    event = requests.post(f"{public.address}/v1/things?a=1&a=2", data=b"{}", timeout=9).json()
    assert event["resource"] == "/things"
    assert event["multiValueQueryStringParameters"] == {"a": ["1", "2"]}
    assert event["body"] == "{}"


@pytest.mark.parametrize(
    ("sent", "seen"),
    [("a%2Fb", "a/b"), ("a%2fb", "a/b"), ("%E4%BD%A0%E5%A5%BD", "你好"), ("50%25", "50%"), ("%252F", "%2F")],
)
def test_an_encoded_path_parameter_arrives_decoded(public: Home, sent: str, seen: str) -> None:
    event = requests.get(f"{public.address}/v1/things/{sent}", timeout=9).json()
    assert event["pathParameters"] == {"id": seen}


def test_the_callers_address_cannot_be_forged(public: Home) -> None:
    forged = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}
    event = requests.get(f"{public.address}/v1/things", headers=forged, timeout=9).json()
    assert event["requestContext"]["identity"]["sourceIp"] == "127.0.0.1"
    assert event["headers"]["x-forwarded-for"] == "127.0.0.1"
    assert event["headers"]["x-forwarded-proto"] == "http"


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_the_short_addresses_lead_to_the_documentation(public: Home, path: str) -> None:
    answer = requests.get(public.address + path, allow_redirects=False, timeout=9)
    assert (answer.status_code, answer.headers["location"]) == (302, "/v1/docs")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", ""])
@pytest.mark.parametrize("path", ["/v1/things", "/docs", "/_ministack/health"])
def test_a_foreign_host_name_is_refused(public: Home, host: str, path: str) -> None:
    answer = requests.get(public.address + path, headers={"Host": host}, timeout=9)
    assert problem(answer) == (403, "UnknownHost")


@pytest.mark.parametrize("host", ["localhost", "localhost:1234", "127.0.0.1"])
def test_the_local_names_are_welcome_with_any_port(public: Home, host: str) -> None:
    answer = requests.get(f"{public.address}/v1/things", headers={"Host": host}, timeout=9)
    assert answer.status_code == 200


@pytest.mark.parametrize("sent", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_a_page_of_another_site_cannot_use_the_aws_api(public: Home, sent: dict[str, str]) -> None:
    answer = requests.post(public.address, data="Action=ListQueues", headers=sent, timeout=9)
    assert problem(answer) == (403, "ForeignPage")


def test_a_body_beyond_ten_megabytes_is_refused(public: Home) -> None:
    answer = requests.post(f"{public.address}/v1/things", data=b"x" * (10 * 1024 * 1024 + 1), timeout=9)
    assert problem(answer) == (413, "BodyTooLarge")


def test_a_body_beyond_ten_megabytes_is_refused_also_without_a_length(public: Home) -> None:
    pieces = (b"x" * 1024 * 1024 for _ in range(11))
    connection = http.client.HTTPConnection("127.0.0.1", public.port, timeout=9)
    connection.request("POST", "/v1/things", body=pieces, encode_chunked=True, headers={"Transfer-Encoding": "chunked"})
    assert connection.getresponse().status == 413


def test_the_aws_api_answers_at_the_same_address(public: Home) -> None:
    assert public.client("sts").get_caller_identity()["Account"] == "000000000000"
    assert public.client("s3").list_buckets()["Buckets"] == []
