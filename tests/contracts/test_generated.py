"""The generated files are what the code says, and the examples are what the schemas say."""

import importlib
import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from infra.contracts import files, problems, releases
from infra.contracts.events import name_of
from infra.contracts.sources import ROOT, capabilities

PUBLISHED = [(capability, kind) for capability in capabilities() for kind in capability.published]
EXAMPLES = sorted(files.EVENTS.glob("*/*.example.json"))


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def test_the_generated_files_are_up_to_date() -> None:
    assert [str(path.relative_to(ROOT)) for path in files.stale()] == [], "run `make contracts` and commit"


def test_errors_that_only_the_gateway_sees_are_not_documented() -> None:
    importlib.import_module("identity.authorizer")
    assert "Unauthorized" not in {error.__name__ for error in problems.tree()}


def test_nothing_that_the_last_release_promised_is_broken() -> None:
    assert releases.breaks() == []


def test_every_event_has_a_schema_and_an_example() -> None:
    there = {f"{path.parent.name}/{path.name}" for path in files.EVENTS.glob("*/*.json")}
    parts = [f"{of.name}/{name_of(kind)}.{part}.json" for of, kind in PUBLISHED for part in ("schema", "example")]
    assert [each for each in parts if each not in there] == []


def test_an_example_is_what_its_schema_says() -> None:
    for path in EXAMPLES:
        schema = read(path.with_name(path.name.replace(".example.", ".schema.")))
        checker = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
        assert [error.message for error in checker.iter_errors(read(path))] == [], path.name


def test_the_sequence_of_an_example_is_the_version_of_its_record() -> None:
    said = {path.name: read(path) for path in EXAMPLES}
    versions = {name: each["data"]["record"].get("version", each["sequence"]) for name, each in said.items()}
    assert versions == {name: each["sequence"] for name, each in said.items()}


def test_every_schema_of_the_public_document_is_one() -> None:
    document = read(files.DOCUMENT)
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_every_reference_in_the_document_leads_somewhere() -> None:
    document = read(files.DOCUMENT)
    assert [ref for ref in references(document) if not found(document, ref)] == []


def references(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return own + [ref for each in node.values() for ref in references(each)]
    return [ref for each in node for ref in references(each)] if isinstance(node, list) else []


def found(document: Any, reference: str) -> bool:
    for part in reference.removeprefix("#/").split("/"):
        document = document.get(part) if document else None
    return document is not None
