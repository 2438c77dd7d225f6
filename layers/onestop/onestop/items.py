"""Rows from DynamoDB's items and back, as PynamoDB does it, in a third of its time.

For every attribute of every item PynamoDB asks what it is called, whether it is a map and what it is by default. That
is the same for all rows of a class, so here it is asked once for each class. A test holds both ways to PynamoDB's own.
"""

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

from onestop.pynamo import Attribute, AttributeNullError, Condition, JSONAttribute
from onestop.text import to_json

Item = Mapping[str, Mapping[str, Any]]


class Column(NamedTuple):
    """An attribute of a class: its name there and in the table, its type, and how values are read and written.

    `read` and `write` are None where a value is stored as it is.
    """

    name: str
    stored: str
    kind: str
    read: Callable[[Any], Any] | None
    write: Callable[[Any], Any] | None
    default: Any
    null: bool


@cache
def columns(model: type[Any]) -> tuple[Column, ...]:
    """The attributes of a class of rows."""
    return tuple(_column(name, attribute) for name, attribute in model.get_attributes().items())


def _column(name: str, attribute: Attribute[Any]) -> Column:
    kind = type(attribute)
    read: Any = None if kind.deserialize is Attribute.deserialize else attribute.deserialize
    write: Any = None if kind.serialize is Attribute.serialize else attribute.serialize
    if kind is JSONAttribute:
        read, write = json.loads, to_json  # to_json: DynamoDB bills bytes, and 王 is 3, not 6
    return Column(name, attribute.attr_name, attribute.attr_type, read, write, attribute.default, bool(attribute.null))


def values_of(model: type[Any], item: Item) -> dict[str, Any]:
    """What PynamoDB keeps in `attribute_values` of a row of `model` that was read from `item`."""
    values: dict[str, Any] = {}
    for name, stored, kind, read, _, default, _ in columns(model):
        found = item.get(stored)
        if found and "NULL" not in found:
            values[name] = read(found[kind]) if read else found[kind]
        elif default is not None:
            values[name] = default() if callable(default) else default
    return values


@cache
def _with_default(model: type[Any]) -> tuple[Column, ...]:
    return tuple(column for column in columns(model) if column.default is not None)


def defaults(model: type[Any]) -> dict[str, Any]:
    """What the attributes of a new row are before anything is set."""
    return {each.name: each.default() if callable(each.default) else each.default for each in _with_default(model)}


def item_of(row: Any, *, complete: bool = True) -> dict[str, dict[str, Any]]:
    """The item of a row. Raises `AttributeNullError` where a value is missing, unless it need not be `complete`."""
    item: dict[str, dict[str, Any]] = {}
    values = row.attribute_values
    for name, stored, kind, _, write, _, null in columns(type(row)):
        value = values.get(name)
        if value is not None and write:
            value = write(value)
        if value is not None:
            item[stored] = {kind: value}
        elif complete and not null:
            raise AttributeNullError(name)
    return item


def put_of(row: Any, condition: Condition | None) -> dict[str, Any]:
    """The put of a row in a transaction, which tells what is in the way where the condition fails."""
    said: dict[str, Any] = {"TableName": row.Meta.table_name, "Item": item_of(row)}
    names: dict[str, str] = {}
    values: dict[str, Any] = {}
    if condition is not None:
        said["ConditionExpression"] = condition.serialize(names, values)
        said["ExpressionAttributeNames"] = {placeholder: name for name, placeholder in names.items()}
        said["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"
    if values:
        said["ExpressionAttributeValues"] = values
    return said


@cache
def shown(model: type[Any]) -> tuple[tuple[str, str], ...]:
    """For each public attribute of a class of rows the name that callers know and the one that the class has."""
    attributes = model.get_attributes()
    return tuple((attributes[name].attr_name, name) for name in model.PUBLIC)


@cache
def names(model: type[Any]) -> dict[str, str]:
    """For each attribute of a class of rows, by its name in the table, the name that the class has for it."""
    return {attribute.attr_name: name for name, attribute in model.get_attributes().items()}
