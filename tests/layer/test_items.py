"""Our way between rows and items is PynamoDB's, for every kind of row that the house has."""

import importlib
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pynamodb.attributes import AttributeContainer
from pynamodb.exceptions import AttributeNullError
from pynamodb.models import Model

from onestop import items, pynamo, tables
from tests.support import stacks

for capability in stacks.capabilities():
    if any((stacks.ROOT / "functions" / capability).glob("table*")):
        importlib.import_module(f"{capability}.table")

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
JSON = st.recursive(TEXT | st.integers() | st.booleans() | st.none(), lambda inner: st.lists(inner, max_size=3))
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(lambda at: at.replace(microsecond=0, tzinfo=UTC))
VALUES: dict[type, st.SearchStrategy[Any]] = {
    pynamo.UnicodeAttribute: TEXT,
    pynamo.NumberAttribute: st.integers(),
    pynamo.JSONAttribute: JSON.filter(lambda value: value is not None),
    pynamo.BooleanAttribute: st.booleans(),
    pynamo.TTLAttribute: MOMENTS,
    pynamo.UTCDateTimeAttribute: MOMENTS,
    pynamo.UnicodeSetAttribute: st.sets(TEXT, min_size=1, max_size=3),
}


def kinds(base: type[Any] = tables.Row) -> list[type[Any]]:
    """All classes of rows that can be stored."""
    found = [each for child in base.__subclasses__() for each in kinds(child)]
    name = base._get_discriminator_attribute()
    return [*found, base] if name and name.get_discriminator(base) else found


def rows(kind: type[Any]) -> st.SearchStrategy[Any]:
    given_to = {name: each for name, each in kind.get_attributes().items() if type(each) in VALUES}
    some = {
        name: VALUES[type(each)] | st.none() if each.null else VALUES[type(each)] for name, each in given_to.items()
    }
    return st.fixed_dictionaries(some).map(lambda said: kind(**{n: v for n, v in said.items() if v is not None}))


def plain(item: dict[str, Any], kind: type[Any]) -> dict[str, Any]:
    """An item with JSON read: how it is spelt is another matter. Sets have no order."""
    texts = {each.attr_name for each in kind.get_attributes().values() if isinstance(each, pynamo.JSONAttribute)}
    return {
        name: json.loads(value["S"]) if name in texts else {k: sorted(v) if k == "SS" else v for k, v in value.items()}
        for name, value in item.items()
    }


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_row_is_written_and_read_as_pynamodb_does_it(kind: type[Any], data: st.DataObject) -> None:
    row = data.draw(rows(kind))
    ours, theirs = items.item_of(row), AttributeContainer._container_serialize(row)
    back = Model.from_raw_data.__func__(kind, theirs)

    assert plain(ours, kind) == plain(theirs, kind)
    assert kind.from_raw_data(ours).attribute_values == back.attribute_values


def test_a_row_without_what_it_must_have_is_not_written() -> None:
    from tests.layer.toy import Toy  # noqa: PLC0415

    with pytest.raises(AttributeNullError, match="name"):
        items.item_of(Toy("T", "1", id="1"))


def test_an_item_of_another_class_is_not_read_as_this_one() -> None:
    from tests.layer.toy import Taken, Toy  # noqa: PLC0415

    with pytest.raises(ValueError, match="Taken"):
        Toy.from_raw_data(items.item_of(Taken("T", "guard")))


def test_what_callers_see_has_its_public_names_and_values() -> None:
    from tests.layer.toy import Toy  # noqa: PLC0415

    assert Toy("T", "1", id="1", name="王").view() == {"id": "1", "name": "王", "price": None, "version": None}
