"""The base of all rows and the indexes that list them."""

import os

from onestop import tables
from onestop.pynamo import AllProjection, DiscriminatorAttribute, GlobalSecondaryIndex, UnicodeAttribute


class Row(tables.Row):
    class Meta(tables.Meta):
        table_name = os.environ["CATALOG_TABLE"]

    type = DiscriminatorAttribute()


class ByCreation(GlobalSecondaryIndex):
    class Meta:
        index_name, projection = "by-creation", AllProjection()

    listed = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class ByUpdate(GlobalSecondaryIndex):
    class Meta:
        index_name, projection = "by-update", AllProjection()

    listed = UnicodeAttribute(hash_key=True)
    update_key = UnicodeAttribute(range_key=True, attr_name="updateKey")
