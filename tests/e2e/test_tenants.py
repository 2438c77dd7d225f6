"""Two tenants in one system: what is one's does not exist for the other."""

from uuid import uuid4

import pytest

from tests.support.running import Client, Running


@pytest.fixture(scope="module")
def stranger(system: Running) -> Client:
    """The owner of another tenant."""
    return system.opened("rival")


def test_another_tenants_customer_does_not_exist(system: Running, stranger: Client) -> None:
    path = f"/customers/{system.admin('GET', '/customers?limit=1').json()['data'][0]['id']}"

    assert system.admin("GET", path).status_code == 200
    assert stranger("GET", path).status_code == 404
    assert stranger("PATCH", path, {"name": "Mine"}, If_Match="*").status_code == 404
    assert stranger("DELETE", path, If_Match="*").status_code == 404
    assert stranger("GET", f"{path}/timeline").status_code == 404


def test_a_tenant_starts_empty_and_may_use_the_addresses_of_another(system: Running, stranger: Client) -> None:
    body = {"kind": "person", "name": "Nobody", "emails": [{"address": f"{uuid4().hex}@example.org"}]}

    assert system.admin("POST", "/customers", body).status_code == 201
    assert stranger("POST", "/customers", body).status_code == 201
    assert len(stranger("GET", "/customers").json()["data"]) == 1


def test_a_cursor_of_another_tenant_is_refused(system: Running, stranger: Client) -> None:
    cursor = system.admin("GET", "/customers?limit=1").json()["page"]["next"]

    assert stranger("GET", f"/customers?limit=1&cursor={cursor}").status_code == 400


def test_a_tenant_named_in_a_header_changes_nothing(system: Running, stranger: Client) -> None:
    listed = stranger("GET", "/audit", X_Tenant=system.admin("GET", "/me").json()["tenant"]).json()["data"]
    foreign = {entry["id"] for entry in system.admin("GET", "/audit?limit=20").json()["data"]}

    assert listed
    assert foreign.isdisjoint(entry["id"] for entry in listed)
