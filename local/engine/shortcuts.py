"""The two kinds of requests that make up nearly all traffic, handed to the part of MiniStack that answers them.

MiniStack asks some thirty questions of every request (is it a load balancer's, a container registry's, …) before it
knows whose it is. For a call of the public API and for a signed JSON call of a busy service the answer is known at
once, so these go straight to the gateway and to the service.
"""

import re
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from ministack import app as ministack
from ministack.core import responses
from ministack.core.sigv4 import decode_header_value
from ministack.services import apigateway_v1

Scope = dict[str, Any]
Response = tuple[int, dict[str, Any], bytes | str]

# By what comes before the dot in X-Amz-Target.
_SERVICES = {b"DynamoDB_20120810": "dynamodb", b"AmazonSQS": "sqs", b"AWSEvents": "events"}
_CREDENTIAL = re.compile(rb"^AWS4-HMAC-SHA256 .*?Credential=(?P<key>[^/]+)/[^/]*/(?P<region>[^/]+)/")


def service_of(scope: Scope, headers: dict[bytes, bytes]) -> str | None:
    """The service of a plain signed JSON call; None if MiniStack has to find out."""
    if scope["method"] != "POST" or scope["path"] != "/" or scope["query_string"]:
        return None
    encoded = b"content-encoding" in headers or b"transfer-encoding" in headers
    if encoded or not _CREDENTIAL.match(headers.get(b"authorization", b"")):
        return None
    return _SERVICES.get(headers.get(b"x-amz-target", b"").partition(b".")[0])


async def call(service: str, headers: dict[bytes, bytes], body: bytes) -> Response:
    """The answer of a service to a JSON call, in the account and region of its signature."""
    await _after_a_reset()
    signed = _CREDENTIAL.match(headers[b"authorization"])
    responses.set_request_account_id(signed["key"].decode())
    responses.set_request_region(signed["region"].decode())
    status, told, content = await ministack.SERVICE_HANDLERS[service]("POST", "/", decoded(headers.items()), body, {})
    responses.fix_error_content_type(service, status, told)
    return status, {**told, "x-amzn-requestid": str(uuid.uuid4())}, content


async def execute(api: str, stage: str, path: str, scope: Scope, body: bytes) -> Response:
    """The answer of a stage of a REST API to the request in `scope`, whose path within the stage is `path`."""
    await _after_a_reset()
    query = parse_qs(scope["query_string"].decode(), keep_blank_values=True)
    headers = decoded(scope["headers"])
    response = await apigateway_v1.handle_execute(api, stage, scope["method"], path, headers, body, query)
    return ministack._with_data_plane_headers(response, str(uuid.uuid4()), wildcard_cors=False)


async def answer(send: Callable, response: Response) -> None:
    """Send what `call` or `execute` returned."""
    await ministack._send_response(ministack._with_date_header(send), *response)


def decoded(headers: Any) -> dict[str, str]:
    """Header lines as MiniStack reads them: names in lower case, a repeated one joined."""
    found: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name, value = raw_name.decode("latin-1").lower(), decode_header_value(raw_value)
        if name in found:
            value = found[name] + ("; " if name == "cookie" else ", ") + value
        found[name] = value
    return found


async def _after_a_reset() -> None:
    # Whoever comes during a reset waits, and then finds everything gone and not half of it.
    async with ministack._get_reset_lock():
        pass
