"""Rules and events: a rule waits for events that somebody publishes."""

import pytest

from infra.contracts.sources import capabilities
from tests.support.house import Resource, everywhere, listed

PUBLISHED = {f"onestop.{each.name}": {kind.name for kind in each.published} for each in capabilities()}
RULES = [rule for rule in everywhere("AWS::Events::Rule") if "EventPattern" in rule.properties]


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_a_rule_waits_for_events_that_are_published(rule: Resource) -> None:
    pattern = rule.properties["EventPattern"]
    sources = [each for each in listed(pattern["source"]) if isinstance(each, str)]
    known = set().union(*(PUBLISHED[source] for source in sources or PUBLISHED))
    assert {each for each in pattern.get("detail-type", []) if isinstance(each, str)} <= known


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_a_rule_listens_on_the_bus_of_the_house(rule: Resource) -> None:
    assert rule.properties["EventBusName"] == {"Ref": "BusName"}
