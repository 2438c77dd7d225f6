"""The README of a capability says what the code does: its routes, its events."""

import re
from pathlib import Path

import pytest

from infra.contracts.sources import FUNCTIONS, Capability, capabilities
from tests.support.house import in_template, listed

each_capability = pytest.mark.parametrize("capability", capabilities(), ids=lambda each: each.name)
LONGEST = 80  # lines beside the tables, of which each row is one route or event: about a screen


def readme(capability: Capability) -> Path:
    return FUNCTIONS / capability.name / "README.md"


def rows(capability: Capability, heading: str) -> list[list[str]]:
    """The cells of the table under a heading; none where it says so in words."""
    section = re.search(rf"^## {heading}$(.*?)(?=^## |\Z)", readme(capability).read_text("utf-8"), re.M | re.S)
    assert section, f"there is no section {heading}"
    lines = [line for line in section.group(1).splitlines() if line.startswith("|")][2:]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]


@each_capability
def test_the_routes_are_those_of_the_door(capability: Capability) -> None:
    said = sorted(tuple(row[:3]) for row in rows(capability, "Routes"))
    assert said == sorted((route.method, route.path, route.scope or "–") for route in capability.routes)


@each_capability
def test_the_events_that_go_out_are_those_published(capability: Capability) -> None:
    said = sorted((row[0], row[1].lstrip("v")) for row in rows(capability, "Events out"))
    assert said == sorted((kind.name, str(kind.version)) for kind in capability.published)


@each_capability
def test_the_events_that_come_in_are_those_of_the_rules(capability: Capability) -> None:
    rules = in_template(f"functions/{capability.name}/stack.yaml", "AWS::Events::Rule")
    patterns = [rule.properties["EventPattern"] for rule in rules if "EventPattern" in rule.properties]
    named = {kind for pattern in patterns for kind in listed(pattern.get("detail-type", [])) if isinstance(kind, str)}
    assert {row[0] for row in rows(capability, "Events in")} >= named


@each_capability
def test_nothing_comes_in_where_there_is_no_rule(capability: Capability) -> None:
    rules = list(in_template(f"functions/{capability.name}/stack.yaml", "AWS::Events::Rule"))
    assert bool(rules) or rows(capability, "Events in") == []


@each_capability
def test_it_is_soon_read(capability: Capability) -> None:
    lines = readme(capability).read_text("utf-8").splitlines()
    assert len([line for line in lines if not line.startswith("|")]) <= LONGEST
