"""What API Gateway tells of WebSockets: somebody comes, says something, goes."""

from collections.abc import Mapping
from typing import Any

from floor.service import connecting, pushing
from onestop.errors import Unauthenticated
from onestop.observe import logger, observed


@observed
def handler(event: Mapping[str, Any], context: Any) -> dict[str, int]:
    """Who comes needs a pass; whatever is said is answered with the whole floor."""
    connection, route = event["requestContext"]["connectionId"], event["requestContext"]["routeKey"]
    if route == "$connect":
        return _connected(connection, (event.get("queryStringParameters") or {}).get("pass", ""))
    if route == "$disconnect":
        connecting.disconnect(connection)
    else:
        pushing.whole(connection)
    return {"statusCode": 200}


def _connected(connection: str, shown: str) -> dict[str, int]:
    try:
        connecting.connect(connection, shown)
    except Unauthenticated as error:
        logger.info("refused", code=error.code, status=error.status)
        return {"statusCode": error.status}
    return {"statusCode": 200}
