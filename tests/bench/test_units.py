"""The table of calls and units says what the code does."""

from typing import Any

import pytest

from bench.kept import latest
from bench.units.growing import grown
from bench.units.hearing import LogMeter
from infra.contracts.sources import capabilities

SET = ("ONESTOP_TRANSPORT", "PUBLIC_URL", "SIGNING_KEYS", "WATCHED")  # by the stage, and to be restored
BY_THE_CLOCK = [("floor", "consume WorkDone")]  # how long somebody worked is a number of the row, of as many digits
COUNTED = ("calls", "read_units", "write_units", "index_units", "records", "events", "endless")


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    return latest()["units"]


@pytest.fixture(scope="module")
def house() -> Any:
    """Every operation, used once, and a tenant that grows tenfold."""
    from bench.units.counting import told  # noqa: PLC0415  loads all functions
    from bench.units.stage import staged  # noqa: PLC0415

    with pytest.MonkeyPatch.context() as settings, LogMeter().on() as log:
        for name in SET:
            settings.setenv(name, "")
        with staged(log) as stage:
            yield told(stage, lambda _: None), grown(stage, (30, 300), lambda _: None)


def test_every_route_is_in_the_table(kept: dict[str, Any]) -> None:
    routes = {(each.name, f"{route.method} {route.path}") for each in capabilities() for route in each.routes}
    listed = {(name, operation.partition(",")[0]) for name, each in kept["operations"].items() for operation in each}

    assert routes <= listed


def test_the_table_has_the_counts_of_the_code(kept: dict[str, Any], house: Any) -> None:
    counted = {(each.capability, each.name): {name: getattr(each, name) for name in COUNTED} for each in house[0]}
    said = {
        (c, name): {n: found[n] for n in COUNTED}
        for c, each in kept["operations"].items()
        for name, found in each.items()
    }

    for name in counted.keys() & said.keys():
        _round(said[name], counted[name])
    for name in BY_THE_CLOCK:
        assert counted.pop(name)["calls"] == said.pop(name)["calls"]
    assert said == counted, "the code costs something else than the docs say: `make bench PARTS=units`"


def _round(said: dict[str, Any], counted: dict[str, Any]) -> None:
    """Each shard of a list rounds up for itself, and in which shard a record lies is chance: half a unit for each."""
    shards = counted["calls"].get("Query", 0)
    if shards > 1 and abs(said["read_units"] - counted["read_units"]) <= shards / 2:
        counted["read_units"] = said["read_units"]


def test_a_tenant_that_grows_changes_no_cost(house: Any) -> None:
    assert {name: len({str(cost) for cost in costs.values()}) for name, costs in house[1].items()} == dict.fromkeys(
        house[1], 1
    )


def test_what_was_measured_last_did_not_grow_either(kept: dict[str, Any]) -> None:
    assert all(len({str(cost) for cost in costs.values()}) == 1 for costs in kept["growth"].values())
