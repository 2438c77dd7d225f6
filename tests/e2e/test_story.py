"""One customer's story from end to end: register, change, see it told, see it logged."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from tests.e2e.people import WITHIN, code, person
from tests.support.eventually import eventually
from tests.support.running import Client, Running


@pytest.fixture
def admin(system: Running) -> Client:
    return system.admin


def test_a_customer_is_registered_changed_and_her_story_is_told_newest_first(admin: Client) -> None:
    made = admin("POST", "/customers", person()).json()
    admin("PATCH", f"/customers/{made['id']}", {"company": "Okafor 贸易"}, If_Match='"1"')

    def told() -> list[str]:
        story = admin("GET", f"/customers/{made['id']}/timeline").json()
        return [entry["what"] for entry in story.get("data", [])]

    assert eventually(lambda: told() == ["CustomerChanged", "CustomerRegistered"], within=WITHIN)


def test_every_change_is_in_the_log_with_what_was_before_and_after(admin: Client) -> None:
    made = admin("POST", "/customers", person()).json()
    admin("PATCH", f"/customers/{made['id']}", {"language": "zh-CN"}, If_Match='"1"')

    def history() -> list[Any]:
        entries = admin("GET", f"/history/customers/{made['id']}?field=language").json().get("data", [])
        return [entry["changes"].get("language") for entry in entries]

    assert eventually(lambda: {"before": None, "after": "zh-CN"} in history(), within=WITHIN)


def test_one_request_is_followed_through_everything_it_set_off(system: Running, admin: Client) -> None:
    correlation = f"trace-{uuid4().hex}"
    admin("POST", "/customers", person(), X_Correlation_Id=correlation)

    def whole() -> bool:
        shown = system.onestop("trace", correlation, check=False).stdout
        return all(word in shown for word in ("POST", "CustomerRegistered", "timeline", "audit"))

    assert eventually(whole, within=WITHIN)


def test_five_times_the_same_post_at_once_registers_one_customer(admin: Client) -> None:
    body, key = person(), uuid4().hex
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda _: admin("POST", "/customers", body, Idempotency_Key=key), range(5)))

    made = {answer.json()["id"] for answer in answers if answer.status_code == 201}
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len(made) == 1


def test_of_two_who_register_one_address_at_the_same_moment_one_gets_it(admin: Client) -> None:
    body = person()
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda name: admin("POST", "/customers", body | {"name": name}), ("Iris", "Idris")))

    assert sorted(answer.status_code for answer in answers) == [201, 409]


def test_without_a_token_with_a_bad_one_and_with_too_little_nothing_is_shown(system: Running, admin: Client) -> None:
    nobody, analyst = admin.with_token(None), system.anyone("analyst")
    forged = admin.with_token(admin.token[:-4] + "AAAA")  # type: ignore[index]

    assert [each("GET", "/customers").status_code for each in (nobody, forged)] == [401, 401]
    assert code(analyst("POST", "/customers", person())) == (403, "MissingScope")


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        (b"{", "application/json", (400, "MalformedBody")),
        (b"{}", "text/plain", (415, "UnsupportedMediaType")),
        (b'{"name": "' + b"x" * 2_000_000 + b'"}', "application/json", (413, "TooLarge")),
        (b'{"kind": "person", "name": "\\u0000"}', "application/json", (422, "Invalid")),
        (b'{"kind": "person", "name": "\\ud800"}', "application/json", (422, "Invalid")),
        (b"[" * 40 + b"]" * 40, "application/json", (400, "MalformedBody")),
    ],
)
def test_a_bad_body_is_refused_through_the_gateway_too(
    admin: Client, body: bytes, content_type: str, expected: tuple[int, str]
) -> None:
    assert code(admin("POST", "/customers", body, Content_Type=content_type)) == expected


def test_bytes_that_are_no_text_are_refused(admin: Client) -> None:
    body = b'{"kind": "person", "name": "\xff\xfe"}'

    # Some gateways put a character in their place, others hand them on.
    assert code(admin("POST", "/customers", body, Content_Type="application/json")) in [
        (400, "MalformedBody"), (422, "Invalid"),
    ]  # fmt: skip


@pytest.mark.embedded  # LocalStack knows neither the templates nor all the statuses of gateway responses
def test_what_the_gateway_itself_refuses_is_a_problem_document_too(admin: Client) -> None:
    assert code(admin.with_token(None)("GET", "/customers")) == (401, "Unauthenticated")
    assert code(admin("GET", "/unicorns")) == (404, "NotFound")


def test_the_docs_the_contract_and_the_health_are_there_for_everybody(system: Running) -> None:
    nobody = Client(system.url)

    assert nobody("GET", "/openapi.json").json()["openapi"].startswith("3.1")
    assert nobody("GET", "/health").json()["status"] == "ok"
    assert "<html" in nobody("GET", "/docs").text
