"""WebSocket APIs of API Gateway: where one connects, and how something is sent to who has.

https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
"""

import os
from dataclasses import replace
from importlib import import_module
from typing import Any
from urllib.parse import quote

from botocore.exceptions import ClientError

from onestop.aws.endpoints import Endpoint, endpoint_of
from onestop.aws.services import Service

STAGE = "v1"
LARGEST = 128 * 1024  # bytes of a message
GONE = "GoneException"


def address(api: str) -> str:
    """The URL at which clients connect to the WebSocket API with this id."""
    place = endpoint(api)
    return f"{'wss' if place.secure else 'ws'}://{place.authority}{place.path}"


def post(api: str, connection: str, message: bytes) -> bool:
    """Send a message of at most 128 KB to a connection, and say whether it is still there.

    Raises as `onestop.aws.call` does; a message may have been sent although it failed.
    """
    try:
        _asking().posted(api, connection, message)
    except ClientError as failure:
        if failure.response["Error"]["Code"] != GONE and failure.response["ResponseMetadata"]["HTTPStatusCode"] != 410:
            raise
        return False
    return True


def endpoint(api: str) -> Endpoint:
    """The stage of an API: it has a host of its own at AWS; elsewhere all share one."""
    named = os.environ.get("AWS_ENDPOINT_URL_EXECUTE_API") or os.environ.get("AWS_ENDPOINT_URL")
    if named:
        return replace(endpoint_of(_service("execute-api")), path=f"/_aws/execute-api/{api}/{STAGE}")
    return replace(endpoint_of(_service(f"{api}.execute-api")), path=f"/{STAGE}")


def path_of(connection: str) -> str:
    """What comes after the stage."""
    return f"/%40connections/{quote(connection, safe='')}"


def _service(name: str) -> Service:
    return Service(name, "", "", "EXECUTE_API")


def _asking() -> Any:
    """Imported when it is first needed: who only connects sends nothing."""
    over = "fallback" if os.environ.get("ONESTOP_TRANSPORT") == "botocore" else "posting"
    return import_module(f"onestop.aws.{over}")
