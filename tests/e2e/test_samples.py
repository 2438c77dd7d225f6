"""What a newcomer finds after `make up`: a desk at work, and the same desk however often it is filled."""

import pytest

from local.api import Api
from local.samples import desk
from tests.e2e.people import WITHIN
from tests.support.eventually import eventually
from tests.support.running import Client, Running

pytestmark = pytest.mark.embedded


@pytest.fixture
def apis(system: Running) -> dict[str, Api]:
    deployed = system.system
    return {
        role: Api(deployed.base_url, lambda role=role: deployed.token(role)) for role in ("owner", *desk.STAFF)
    }  # fmt: skip


def categories(admin: Client) -> dict[str, str]:
    """How the sample tickets stand, by their external ids."""
    found = (each for number in range(1, 13) for each in one(admin, f"demo-t{number:02}"))
    return {each["externalId"]: each["statusCategory"] for each in found}


def one(admin: Client, external: str) -> list[dict[str, str]]:
    data: list[dict[str, str]] = admin("GET", f"/tickets?externalId={external}").json()["data"]
    return data


def test_the_desk_has_tickets_in_every_state(system: Running) -> None:
    assert {*categories(system.admin).values()} == {"new", "open", "pending", "hold", "solved", "closed"}


def test_what_nobody_has_waits_in_the_queue_that_takes_it(system: Running) -> None:
    [ticket] = one(system.admin, "demo-t05")

    assert eventually(lambda: system.admin("GET", f"/work/{ticket['id']}").json()["state"] == "waiting", within=WITHIN)


def test_a_second_filling_adds_nothing(system: Running, apis: dict[str, Api]) -> None:
    queues, tickets = system.admin("GET", "/queues").json()["data"], categories(system.admin)

    assert desk.fill(apis, lambda _: None) == "a desk with 12 tickets"
    assert (system.admin("GET", "/queues").json()["data"], categories(system.admin)) == (queues, tickets)
