"""Opaque, signed positions in lists, good only for the tenant, the route and the filters they were issued for."""

import json
import os
import time
from collections.abc import Mapping
from functools import lru_cache

from itsdangerous import BadData, URLSafeSerializer

from onestop import aws
from onestop.errors import BadCursor

KEPT = 300  # seconds for which a process remembers the key: after that it takes a new one that was put in its place


@lru_cache(maxsize=1)
def _secret(_: int) -> str:
    """The signing key, from Secrets Manager: it never stands in the environment or in code."""
    return str(aws.call("secretsmanager", "GetSecretValue", SecretId=os.environ["CURSOR_SECRET"])["SecretString"])


def _serializer(tenant: str, route: str, filters: Mapping[str, object]) -> URLSafeSerializer:
    bound_to = json.dumps([tenant, route, sorted((k, str(v)) for k, v in filters.items())])
    return URLSafeSerializer(_secret(int(time.monotonic() // KEPT)), salt=bound_to)


def seal(position: str, tenant: str, route: str, filters: Mapping[str, object]) -> str:
    """`position` as a cursor."""
    return str(_serializer(tenant, route, filters).dumps(position))


def unseal(cursor: str, tenant: str, route: str, filters: Mapping[str, object]) -> str:
    """The position in a cursor; `BadCursor` when it was made elsewhere, by others or for another list."""
    try:
        return str(_serializer(tenant, route, filters).loads(cursor))
    except BadData as failure:
        raise BadCursor("This cursor was not issued for this list; start again without it.") from failure
