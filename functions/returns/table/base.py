"""The base of all rows and the indexes that list returns."""

import os

from onestop import tables
from onestop.pynamo import DiscriminatorAttribute, GlobalSecondaryIndex, IncludeProjection, UnicodeAttribute

KEYS = IncludeProjection(["type"])  # by which PynamoDB tells the rows apart


class Row(tables.Row):
    class Meta(tables.Meta):
        table_name = os.environ["RETURNS_TABLE"]

    type = DiscriminatorAttribute()


class ByCreation(GlobalSecondaryIndex):
    class Meta:
        index_name, projection = "by-creation", KEYS

    listed = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class ByUpdate(GlobalSecondaryIndex):
    class Meta:
        index_name, projection = "by-update", KEYS

    listed = UnicodeAttribute(hash_key=True)
    update_key = UnicodeAttribute(range_key=True, attr_name="updateKey")


class ByCustomer(GlobalSecondaryIndex):
    class Meta:
        index_name, projection = "by-customer", KEYS

    of_customer = UnicodeAttribute(hash_key=True, attr_name="ofCustomer")
    id = UnicodeAttribute(range_key=True)


class ByState(GlobalSecondaryIndex):
    class Meta:
        index_name, projection = "by-state", KEYS

    in_state = UnicodeAttribute(hash_key=True, attr_name="inState")
    id = UnicodeAttribute(range_key=True)
