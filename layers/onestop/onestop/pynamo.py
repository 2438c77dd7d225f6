"""PynamoDB, as the house uses it. Nobody else imports it, so it is always imported the cheap way."""

from onestop.aws.stand_ins import standing_in

with standing_in():
    from pynamodb.attributes import (
        BooleanAttribute,
        DiscriminatorAttribute,
        JSONAttribute,
        ListAttribute,
        NumberAttribute,
        TTLAttribute,
        UnicodeAttribute,
        UnicodeSetAttribute,
        UTCDateTimeAttribute,
    )
    from pynamodb.connection.base import Connection
    from pynamodb.exceptions import PynamoDBException, TransactWriteError
    from pynamodb.expressions.condition import Condition, size
    from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
    from pynamodb.models import Model
    from pynamodb.transactions import TransactWrite

__all__ = [
    "AllProjection",
    "BooleanAttribute",
    "Condition",
    "Connection",
    "DiscriminatorAttribute",
    "GlobalSecondaryIndex",
    "JSONAttribute",
    "ListAttribute",
    "Model",
    "NumberAttribute",
    "PynamoDBException",
    "TTLAttribute",
    "TransactWrite",
    "TransactWriteError",
    "UTCDateTimeAttribute",
    "UnicodeAttribute",
    "UnicodeSetAttribute",
    "size",
]
