"""Reading the templates, so that tests use the tables, names and rules that are deployed."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]


class _Loader(yaml.CSafeLoader):
    """YAML with CloudFormation's short tags, each read as `{"Fn::Tag": value}`."""


def _tagged(loader: yaml.CSafeLoader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


_Loader.add_multi_constructor("!", _tagged)


@cache
def template(path: str) -> dict[str, Any]:
    """A template below the project's root."""
    return yaml.load((ROOT / path).read_text(encoding="utf-8"), _Loader)


def capabilities() -> list[str]:
    """The names of all capabilities."""
    return sorted(path.parent.name for path in ROOT.glob("functions/*/stack.yaml"))


def table_of(capability: str, table: str = "Table") -> dict[str, Any]:
    """The properties of a capability's table, as `create_table` takes them."""
    declared = template(f"functions/{capability}/stack.yaml")["Resources"][table]["Properties"]
    names = ("KeySchema", "AttributeDefinitions", "BillingMode", "GlobalSecondaryIndexes")
    made = {name: declared[name] for name in names if name in declared}
    if "StreamSpecification" in declared:
        made["StreamSpecification"] = {"StreamEnabled": True, **declared["StreamSpecification"]}
    return made
