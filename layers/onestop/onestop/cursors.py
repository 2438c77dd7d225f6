"""Opaque, signed positions in lists, good only for the tenant, the route and the filters they were issued for."""

import json
import os
from collections.abc import Mapping
from functools import cache

from itsdangerous import BadData, URLSafeSerializer

from onestop.errors import BadCursor


@cache
def _secret() -> str:
    """The signing key, from Secrets Manager once per process: it never stands in the environment or in code."""
    from aws_lambda_powertools.utilities import parameters  # noqa: PLC0415  costs boto3; only lists that go on need it

    return str(parameters.get_secret(os.environ["CURSOR_SECRET"], max_age=3600))


def _serializer(tenant: str, route: str, filters: Mapping[str, object]) -> URLSafeSerializer:
    bound_to = json.dumps([tenant, route, sorted((k, str(v)) for k, v in filters.items())])
    return URLSafeSerializer(_secret(), salt=bound_to)


def seal(position: str, tenant: str, route: str, filters: Mapping[str, object]) -> str:
    """`position` as a cursor."""
    return str(_serializer(tenant, route, filters).dumps(position))


def unseal(cursor: str, tenant: str, route: str, filters: Mapping[str, object]) -> str:
    """The position in a cursor; `BadCursor` when it was made elsewhere, by others or for another list."""
    try:
        return str(_serializer(tenant, route, filters).loads(cursor))
    except BadData as failure:
        raise BadCursor("This cursor was not issued for this list; start again without it.") from failure
