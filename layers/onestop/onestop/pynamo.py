"""PynamoDB, as the house uses it. Nobody else imports it, so it is always imported the cheap way.

It imports botocore's client, session and configuration, which is more CPU than the rest of a cold start, and calls none
of them over our own transport. It takes `ClientError`, a function to keep for later, and classes for annotations.
"""

import os
import sys
from importlib import import_module
from typing import Any

from botocore.exceptions import ClientError

from onestop.stand_ins import Contents, standing_in


def _session() -> Any:
    """What PynamoDB keeps as botocore's `get_session`."""
    return import_module("botocore.session").get_session()


UNUSED: Contents = {
    "botocore.client": {"ClientError": ClientError},
    "botocore.config": {},
    "botocore.session": {"get_session": _session, "Session": object},
    "pynamodb.connection._botocore_private": {"BotocoreBaseClientPrivate": object},  # types only
}
OVER_BOTOCORE = os.environ.get("ONESTOP_TRANSPORT") == "botocore" or "botocore.client" in sys.modules

with standing_in({} if OVER_BOTOCORE else UNUSED):
    from pynamodb.attributes import (
        Attribute,
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
    from pynamodb.exceptions import (
        AttributeNullError,
        PutError,
        PynamoDBException,
        TransactGetError,
        TransactWriteError,
    )
    from pynamodb.expressions.condition import Condition, size
    from pynamodb.indexes import AllProjection, GlobalSecondaryIndex, IncludeProjection
    from pynamodb.models import Model

__all__ = [
    "AllProjection",
    "Attribute",
    "AttributeNullError",
    "BooleanAttribute",
    "Condition",
    "Connection",
    "DiscriminatorAttribute",
    "GlobalSecondaryIndex",
    "IncludeProjection",
    "JSONAttribute",
    "ListAttribute",
    "Model",
    "NumberAttribute",
    "PutError",
    "PynamoDBException",
    "TTLAttribute",
    "TransactGetError",
    "TransactWriteError",
    "UTCDateTimeAttribute",
    "UnicodeAttribute",
    "UnicodeSetAttribute",
    "size",
]
