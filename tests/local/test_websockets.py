"""WebSocket APIs on the engine."""

from typing import Any

import pytest

from local.home import Home
from tests.support.functions import deployed
from tests.support.websocket import Refused, connected

TELLING = """
    import json, os
    def handler(event, context):
        route, port = event["requestContext"]["routeKey"], os.environ.get("ONESTOP_PORT")
        said = {"route": route, "port": port, "pid": os.getpid()}
        return {"statusCode": 200, "body": json.dumps(said)}
"""


def address(engine: Home) -> str:
    """Where a WebSocket API answers whose every route is one function."""
    apis = engine.client("apigatewayv2")
    arn = f"arn:aws:lambda:us-east-1:000000000000:function:{deployed(engine, TELLING)}"
    uri = f"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{arn}/invocations"
    api = apis.create_api(Name="told", ProtocolType="WEBSOCKET", RouteSelectionExpression="$request.body.action")[
        "ApiId"
    ]
    integration = apis.create_integration(ApiId=api, IntegrationType="AWS_PROXY", IntegrationUri=uri)["IntegrationId"]
    for route in ("$connect", "$default"):
        apis.create_route(ApiId=api, RouteKey=route, Target=f"integrations/{integration}")
    apis.create_stage(ApiId=api, StageName="v1")
    return f"{engine.address.replace('http', 'ws')}/_aws/execute-api/{api}/v1"


def answers(url: str, times: int) -> list[Any]:
    with connected(url) as socket:
        for _ in range(times):
            socket.say({"action": "anything"})
        return [socket.heard() for _ in range(times)]


def test_what_is_said_reaches_the_function_in_a_worker_like_all_others(engine: Home) -> None:
    first, second = answers(address(engine), times=2)
    assert (first["route"], first["port"]) == ("$default", None)  # the host's environment is none of its business
    assert first["pid"] == second["pid"]


def test_a_page_of_another_site_is_not_let_in(engine: Home) -> None:
    with pytest.raises(Refused), connected(address(engine), Origin="https://elsewhere.example"):
        pass
