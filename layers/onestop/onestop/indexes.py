"""Indexes of a table, in a line each."""

from typing import Any

from onestop.pynamo import AllProjection, GlobalSecondaryIndex, IncludeProjection, UnicodeAttribute
from onestop.text import camel

WHOLE = AllProjection()
KEYS = IncludeProjection(["type"])  # by which PynamoDB tells the rows apart; for records that are changed often


def index(name: str, partition: str, order: str, projection: Any = WHOLE) -> Any:
    """The class of the index `name`: rows of one `partition` in the `order` of another, both texts.

    `partition` and `order` are attributes as Python names them; DynamoDB and the templates have them in camel case.
    """
    return type(
        "".join(part.title() for part in name.split("-")),
        (GlobalSecondaryIndex,),
        {
            "Meta": type("Meta", (), {"index_name": name, "projection": projection}),
            partition: UnicodeAttribute(hash_key=True, attr_name=camel(partition)),
            order: UnicodeAttribute(range_key=True, attr_name=camel(order)),
        },
    )
