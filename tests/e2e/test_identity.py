"""Who comes in, as what, and that it ends: the login, the authorizer, and a tenant from its first hour."""

from uuid import uuid4

import pytest

from local.login import LoginFailed
from tests.e2e.people import WITHIN, code, person
from tests.support.eventually import eventually
from tests.support.running import Client, Running

GOOD = "ein langer satz 42"


@pytest.fixture(scope="module")
def owner(system: Running) -> Client:
    """The owner of a tenant that was opened just now."""
    return system.opened("atelier")


def colleague(owner: Client, system: Running) -> tuple[str, str]:
    """Id and token of an agent who was invited, has chosen a password and logged in."""
    email = f"wei-{uuid4().hex[:8]}@atelier.example"
    made = owner("POST", "/members", {"email": email, "name": "王伟", "roles": ["agent"]}).json()
    said = {"invitation": made["invitation"], "password": GOOD}
    assert owner.with_token(None)("POST", "/invitations/redeem", said).status_code == 204
    slug = owner("GET", "/me").json()["workspace"]["slug"]
    return made["id"], system.system.login(slug, email, GOOD)


def test_a_tenant_that_was_opened_has_an_owner_and_nothing_else(owner: Client) -> None:
    assert owner("GET", "/me").json()["roles"] == ["owner"]
    assert owner("GET", "/customers").json()["data"] == []


def test_that_it_was_opened_is_in_its_log(owner: Client) -> None:
    def told() -> set[str]:
        return {entry["type"] for entry in owner("GET", "/audit?limit=200").json().get("data", [])}

    assert eventually(lambda: {"TenantOpened", "LoginSucceeded"} <= told(), within=WITHIN)


def test_opening_it_once_more_opens_no_second_one(system: Running) -> None:
    opening = {"slug": f"twice-{uuid4().hex[:8]}", "name": "Twice", "ownerEmail": "a@b.example", "ownerName": "A"}
    one, other = (system.system.task("OpenTenant", opening) for _ in range(2))

    assert one["tenant"]["id"] == other["tenant"]["id"]


def test_a_colleague_who_was_invited_works_and_whose_access_is_ended_does_not(system: Running, owner: Client) -> None:
    member, token = colleague(owner, system)
    agent = owner.with_token(token)
    assert agent("POST", "/customers", person()).status_code == 201
    assert code(agent("GET", "/members")) == (403, "MissingScope")

    assert owner("DELETE", f"/members/{member}", If_Match="*").status_code == 204
    assert eventually(lambda: agent("GET", "/customers").status_code == 401, within=WITHIN)


def test_a_key_opens_what_it_is_for_until_it_is_revoked(owner: Client) -> None:
    made = owner("POST", "/api-keys", {"name": "Report", "scopes": ["customers:read"]}).json()
    key = owner.with_token(made["secret"])
    assert key("GET", "/customers").status_code == 200
    assert code(key("POST", "/customers", person())) == (403, "MissingScope")

    assert owner("DELETE", f"/api-keys/{made['id']}", If_Match='"1"').status_code == 204
    assert eventually(lambda: key("GET", "/customers").status_code == 401, within=WITHIN)


def test_a_wrong_password_opens_nothing(system: Running, owner: Client) -> None:
    with pytest.raises(LoginFailed):
        system.system.login(owner("GET", "/me").json()["workspace"]["slug"], "boss@atelier.example", "not this one")
