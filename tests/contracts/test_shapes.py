"""Two schemas: what breaks who sends, what breaks who reads, and what breaks nobody."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from infra.contracts.shapes import Comparison, Document

TEXT = {"type": "string"}
PERSON = {
    "type": "object",
    "required": ["name"],
    "additionalProperties": False,
    "properties": {"name": {"type": "string", "maxLength": 9}, "age": {"type": "integer"}},
}


def changed(schema: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {**schema, **changes}


def with_field(name: str, field: Any) -> dict[str, Any]:
    return changed(PERSON, properties={**PERSON["properties"], name: field})


def narrowed(old: Any, new: Any) -> list[str]:
    return list(Comparison(Document(old), Document(new)).narrowed(old, new, "body"))


def loosened(old: Any, new: Any) -> list[str]:
    return list(Comparison(Document(old), Document(new)).loosened(old, new, "200"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (TEXT, {"type": "integer"}, "body no longer takes string"),
        (TEXT, {"enum": ["a"]}, "body no longer takes anything but a"),
        ({"enum": ["a", "b"]}, {"enum": ["a"]}, "body no longer takes b"),
        ({"const": "a"}, {"const": "b"}, "body no longer takes a"),
        (TEXT, {"type": "string", "pattern": "^a"}, "body has a narrower pattern"),
        (TEXT, {"type": "string", "maxLength": 3}, "body has a narrower maxLength"),
        ({"type": "integer"}, {"type": "integer", "minimum": 0}, "body has a narrower minimum"),
        ({"anyOf": [TEXT, {"type": "null"}]}, TEXT, "body no longer takes null"),
        ({"type": ["string", "null"]}, TEXT, "body no longer takes null"),
        (PERSON, changed(PERSON, required=["name", "age"]), "body/age is now required"),
        (PERSON, changed(PERSON, properties={"name": TEXT}), "body/age is no longer taken"),
        (PERSON, with_field("age", {"type": "integer", "maximum": 9}), "body/age has a narrower maximum"),
        ({"type": "array", "items": TEXT}, {"type": "array", "items": {"const": "a"}}, "body/* no longer takes"),
    ],
)
def test_a_narrower_request_is_breaking(old: Any, new: Any, said: str) -> None:
    assert any(each.startswith(said) for each in narrowed(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (TEXT, {}),
        (TEXT, {"anyOf": [TEXT, {"type": "null"}]}),
        ({"type": "integer"}, {"type": "number"}),
        ({"enum": ["a"]}, TEXT),
        ({"type": "string", "maxLength": 3}, {"type": "string", "maxLength": 4}),
        (PERSON, with_field("nick", TEXT)),
        (PERSON, changed(PERSON, required=[])),
    ],
)
def test_a_wider_request_is_not_breaking(old: Any, new: Any) -> None:
    assert narrowed(old, new) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (TEXT, {"type": ["string", "null"]}, "200 may now be null"),
        ({"enum": ["a"]}, {"enum": ["a", "b"]}, "200 may now be b"),
        (PERSON, changed(PERSON, required=[]), "200/name is no longer always there"),
        (PERSON, changed(PERSON, properties={"name": TEXT}), "200/age is gone"),
        (PERSON, with_field("age", TEXT), "200/age may now be string"),
    ],
)
def test_an_answer_that_a_reader_does_not_expect_is_breaking(old: Any, new: Any, said: str) -> None:
    assert said in loosened(old, new)


@pytest.mark.parametrize(
    "new", [with_field("nick", TEXT), changed(PERSON, required=["name", "age"]), with_field("age", {"const": 3})]
)
def test_an_answer_with_more_or_surer_fields_is_not_breaking(new: Any) -> None:
    assert loosened(PERSON, new) == []


def test_a_model_that_contains_itself_is_compared_once() -> None:
    tree = {
        "$ref": "#/$defs/Tree",
        "$defs": {"Tree": {"type": "object", "properties": {"of": {"$ref": "#/$defs/Tree"}}}},
    }
    assert narrowed(tree, copy.deepcopy(tree)) == []


def closed(fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "additionalProperties": False}


schemas = st.recursive(
    st.sampled_from([TEXT, {"type": "integer"}, {"type": "number"}, {"enum": ["a", "b"]}, {"const": "a"}, {}])
    | st.builds(lambda most: {"type": "string", "maxLength": most}, st.integers(0, 2)),
    lambda inner: st.one_of(
        st.builds(lambda each: {"type": "array", "items": each}, inner),
        st.builds(closed, st.dictionaries(st.sampled_from("xy"), inner)),
        st.builds(lambda one, other: {"anyOf": [one, other]}, inner, inner),
    ),
    max_leaves=4,
)
values = st.recursive(
    st.sampled_from([None, 1, 1.5, "a", "b", "abc"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("xy"), inner, max_size=2),
    max_leaves=4,
)


@given(schemas)
def test_nothing_breaks_where_nothing_changed(schema: Any) -> None:
    assert narrowed(schema, schema) == loosened(schema, schema) == []


@given(schemas, schemas, values)
def test_what_was_taken_still_is_unless_a_narrowing_was_found(old: Any, new: Any, value: Any) -> None:
    if Draft202012Validator(old).is_valid(value) and not narrowed(old, new):
        assert Draft202012Validator(new).is_valid(value)
