"""Read CloudFormation YAML with its short tags, and write it as the JSON that every engine reads fastest."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml


class _Loader(yaml.CSafeLoader):
    """libyaml is ten times faster than the pure parser, which shows on a generated openapi.yaml."""


def _intrinsic(loader: _Loader, tag: str, node: yaml.Node) -> dict[str, Any]:
    name = tag if tag in {"Ref", "Condition"} else f"Fn::{tag}"
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
        return {name: value.split(".", 1) if tag == "GetAtt" else value}
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    return {name: loader.construct_mapping(node, deep=True)}


_Loader.add_multi_constructor("!", _intrinsic)
# "2010-09-09" is a version, not a date: JSON has no dates, and CloudFormation compares text.
_Loader.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node))


def read(path: Path) -> dict[str, Any]:
    """The document with every short tag (!Ref, !GetAtt, !Sub) in its long form. Raises ValueError if unreadable."""
    try:
        document = yaml.load(path.read_text("utf-8"), Loader=_Loader)  # noqa: S506 - derived from CSafeLoader
    except yaml.YAMLError as error:
        raise ValueError(f"{path}: {error}") from error
    if not isinstance(document, dict):
        raise ValueError(f"{path}: expected a mapping at the top")
    return document


def write(document: dict[str, Any]) -> bytes:
    """The same document always gives the same bytes, because its hash becomes its address."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def includes(node: Any) -> Iterator[dict[str, Any]]:
    """The `Parameters` of every `Fn::Transform: AWS::Include` anywhere below `node`."""
    if isinstance(node, dict):
        transform = node.get("Fn::Transform")
        if isinstance(transform, dict) and transform.get("Name") == "AWS::Include":
            yield transform["Parameters"]
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in children:
        yield from includes(child)
