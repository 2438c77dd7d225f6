"""The OpenAPI 3.0.1 document that API Gateway is made from.

It says where each route goes and who may pass, and no more: the gateway checks neither bodies nor parameters, because
it would answer before the door has looked at the scope, and in other words than the door's own problem documents.
"""

import json
from collections import defaultdict
from collections.abc import Iterable

from infra.contracts.operations import operation_id
from infra.contracts.schemas import Json
from infra.contracts.sources import Capability
from onestop import errors
from onestop.errors import OneStopError
from onestop.http import Route
from onestop.http.answers import EXPOSED
from onestop.http.problems import DOCS

INVOKE = "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${%s}/invocations"
ALLOWED = "Authorization,Content-Type,Idempotency-Key,If-Match,X-Correlation-Id"
EXPOSES = f"'{EXPOSED}'"
REFUSALS: dict[str, tuple[int, type[OneStopError], Json]] = {
    "UNAUTHORIZED": (401, errors.Unauthenticated, {"WWW-Authenticate": "'Bearer'"}),
    "ACCESS_DENIED": (403, errors.Forbidden, {}),
    "WAF_FILTERED": (403, errors.Forbidden, {}),
    "MISSING_AUTHENTICATION_TOKEN": (404, errors.NotFound, {}),  # its name for a path or method that is not there
    "RESOURCE_NOT_FOUND": (404, errors.NotFound, {}),
    "REQUEST_TOO_LARGE": (413, errors.TooLarge, {}),
    "UNSUPPORTED_MEDIA_TYPE": (415, errors.UnsupportedMediaType, {}),
    "THROTTLED": (429, errors.TooManyRequests, {"Retry-After": "'1'"}),
    "QUOTA_EXCEEDED": (429, errors.TooManyRequests, {"Retry-After": "'60'"}),
    "INTEGRATION_TIMEOUT": (504, errors.TryAgain, {"Retry-After": "'1'"}),
    "DEFAULT_4XX": (400, errors.BadRequest, {}),
    "DEFAULT_5XX": (500, OneStopError, {}),
}


def build(capabilities: Iterable[Capability], version: str) -> Json:
    """The whole document; CloudFormation resolves its `Fn::Sub` after the include."""
    paths: Json = defaultdict(dict)
    for capability in capabilities:
        for route in capability.routes:
            paths[route.path][route.method.lower()] = _operation(capability, route)
    for path, methods in paths.items():
        methods["options"] = _preflight(path, [method.upper() for method in methods])
    return {
        "openapi": "3.0.1",
        "info": {"title": "OneStop", "version": version},
        "x-amazon-apigateway-gateway-responses": {name: _refusal(*said) for name, said in REFUSALS.items()},
        "components": {"securitySchemes": {"bearer": _authorizer()}},
        "paths": dict(sorted(paths.items())),
    }


def _operation(capability: Capability, route: Route) -> Json:
    return {
        "operationId": operation_id(route),
        **({} if route.public else {"security": [{"bearer": []}]}),
        **_parameters(route.path),
        "responses": {str(route.status): {"description": route.summary.rstrip(".")}},
        "x-amazon-apigateway-integration": {
            "type": "aws_proxy",
            "httpMethod": "POST",
            "passthroughBehavior": "when_no_templates",
            "uri": {"Fn::Sub": INVOKE % f"{capability.stack}.Outputs.ApiArn"},
        },
    }


def _parameters(path: str) -> Json:
    names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    given = [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]
    return {"parameters": given} if given else {}


def _preflight(path: str, methods: list[str]) -> Json:
    headers = {
        "Access-Control-Allow-Origin": "'*'",
        "Access-Control-Allow-Methods": f"'{','.join(sorted(methods))},OPTIONS'",
        "Access-Control-Allow-Headers": f"'{ALLOWED}'",
        "Access-Control-Max-Age": "'7200'",
    }
    return {
        **_parameters(path),
        "responses": {
            "204": {"description": "Preflight", "headers": {name: {"schema": {"type": "string"}} for name in headers}}
        },
        "x-amazon-apigateway-integration": {
            "type": "mock",
            "passthroughBehavior": "when_no_match",
            "requestTemplates": {"application/json": '{"statusCode": 204}'},
            "responses": {
                "default": {
                    "statusCode": "204",
                    "responseParameters": {f"method.response.header.{name}": said for name, said in headers.items()},
                }
            },
        },
    }


def _authorizer() -> Json:
    return {
        "type": "apiKey",
        "name": "Authorization",
        "in": "header",
        "x-amazon-apigateway-authtype": "custom",
        "x-amazon-apigateway-authorizer": {
            "type": "request",
            "identitySource": "method.request.header.Authorization",
            "authorizerResultTtlInSeconds": 30,
            "authorizerUri": {"Fn::Sub": INVOKE % "Identity.Outputs.AuthorizerArn"},
        },
    }


def _refusal(status: int, error: type[OneStopError], headers: Json) -> Json:
    """A refusal of the gateway itself, worded like those of the doors."""
    body = {
        "type": DOCS + error.__name__,
        "title": error.title,
        "status": status,
        "detail": error.title,
        "code": error.__name__,
        "errors": [],
        "traceId": "$context.requestId",
    }
    sent = {
        "Content-Type": "'application/problem+json'",
        "Cache-Control": "'no-store'",
        "Access-Control-Allow-Origin": "'*'",
        "Access-Control-Expose-Headers": EXPOSES,
        "X-Correlation-Id": "context.requestId",
        **headers,
    }
    return {
        "statusCode": str(status),
        "responseParameters": {f"gatewayresponse.header.{name}": said for name, said in sent.items()},
        "responseTemplates": {"application/json": json.dumps(body)},
    }
