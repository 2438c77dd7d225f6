"""What an OpenAPI document says beyond paths and integrations, brought into MiniStack's gateway."""

import copy
import json
from typing import Any

from ministack.services import apigateway_v1 as gateway

ANY = "x-amazon-apigateway-any-method"
_VALIDATOR = "x-amazon-apigateway-request-validator"
_VALIDATORS = "x-amazon-apigateway-request-validators"
_RESPONSES = "x-amazon-apigateway-gateway-responses"
_BINARY = "x-amazon-apigateway-binary-media-types"
_KEY_SOURCE = "x-amazon-apigateway-api-key-source"
_INTEGRATION = "x-amazon-apigateway-integration"
_INTEGRATION_KEYS = (
    "requestTemplates",
    "requestParameters",
    "passthroughBehavior",
    "contentHandling",
    "credentials",
    "timeoutInMillis",
)
_MODELS = "https://apigateway.amazonaws.com/restapis/{api}/models/"

Json = dict[str, Any]


def api_settings(spec: Json, given: Json) -> Json:
    """The API's own properties: those of the template, completed by those of the document."""
    settings = dict(given)
    settings["binaryMediaTypes"] = sorted({*(given.get("binaryMediaTypes") or []), *spec.get(_BINARY, [])})
    if _KEY_SOURCE in spec:
        settings["apiKeySource"] = spec[_KEY_SOURCE]
    return settings


def spread(spec: Json) -> Json:
    """`spec` with every operation carrying what it inherits: the path's parameters, the default validator."""
    spec = copy.deepcopy(spec)
    for item in (spec.get("paths") or {}).values():
        shared = item.get("parameters", [])
        for verb in (gateway._OPENAPI_HTTP_METHODS | {ANY}) & item.keys():
            operation = item[verb]
            operation["parameters"] = [*shared, *operation.get("parameters", [])]
            operation.setdefault(_VALIDATOR, spec.get(_VALIDATOR))
    return spec


def define(api_id: str, spec: Json) -> None:
    """Create what operations refer to by name (validators, models) and how the gateway words its errors."""
    gateway._request_validators[api_id] = {}
    for name, validator in spec.get(_VALIDATORS, {}).items():
        gateway._create_request_validator(api_id, {"name": name, **validator})
    schemas = {**spec.get("components", {}).get("schemas", {}), **spec.get("definitions", {})}
    for name, schema in schemas.items():
        _model(api_id, name, "application/json", schema)
    for kind, response in spec.get(_RESPONSES, {}).items():
        _checked(gateway._put_gateway_response(api_id, kind, _as_json(response)))


def complete(api_id: str, resource_id: str, verb: str, operation: Json) -> None:
    """Add to an imported method its validator, parameters, models, templates and responses."""
    method = gateway._resources[api_id][resource_id]["resourceMethods"][verb]
    for validator in gateway._request_validators[api_id].values():
        if validator["name"] == operation.get(_VALIDATOR):
            method["requestValidatorId"] = validator["id"]
    _parameters(method, operation)
    for content_type, schema in _bodies(operation):
        method["requestModels"][content_type] = _model_name(api_id, content_type, schema)
    for status, response in operation.get("responses", {}).items():
        headers = {f"method.response.header.{name}": False for name in response.get("headers", {})}
        gateway._put_method_response(api_id, resource_id, verb, str(status), {"responseParameters": headers})
    if method.get("methodIntegration") is not None:
        _integration(api_id, resource_id, verb, operation[_INTEGRATION])


def _as_json(response: Json) -> Json:
    """MiniStack renders the application/json template alone; one of another type keeps its type as a header."""
    templates = response.get("responseTemplates") or {}
    if not templates or "application/json" in templates:
        return response
    media_type, template = next(iter(templates.items()))
    header = {"gatewayresponse.header.Content-Type": f"'{media_type}'"}
    return {
        **response,
        "responseTemplates": {"application/json": template},
        "responseParameters": {**header, **response.get("responseParameters", {})},
    }


def _parameters(method: Json, operation: Json) -> None:
    for parameter in operation["parameters"]:
        if parameter["in"] in ("query", "header", "path"):
            place = "querystring" if parameter["in"] == "query" else parameter["in"]
            name = f"method.request.{place}.{parameter['name']}"
            method["requestParameters"][name] = bool(parameter.get("required"))


def _bodies(operation: Json) -> list[tuple[str, Json]]:
    """Content type and schema of each body the operation takes; Swagger 2 has it among the parameters."""
    content = operation.get("requestBody", {}).get("content", {})
    modern = [(kind, media["schema"]) for kind, media in content.items() if "schema" in media]
    old = [("application/json", each["schema"]) for each in operation["parameters"] if each["in"] == "body"]
    return modern + old


def _integration(api_id: str, resource_id: str, verb: str, wanted: Json) -> None:
    integration = gateway._resources[api_id][resource_id]["resourceMethods"][verb]["methodIntegration"]
    integration.update({key: wanted[key] for key in _INTEGRATION_KEYS if key in wanted})
    for pattern, response in wanted.get("responses", {}).items():
        answer = {**response, "selectionPattern": "" if pattern == "default" else pattern}
        status = str(response.get("statusCode", 200))
        gateway._put_integration_response(api_id, resource_id, verb, status, answer)


def _model_name(api_id: str, content_type: str, schema: Json) -> str:
    if "$ref" in schema:
        return schema["$ref"].rsplit("/", 1)[1]
    name = f"Inline{len(gateway._models[api_id])}"
    _model(api_id, name, content_type, schema)
    return name


def _model(api_id: str, name: str, content_type: str, schema: Json) -> None:
    text = json.dumps(_linked(schema, _MODELS.format(api=api_id)))
    _checked(gateway._create_model(api_id, {"name": name, "contentType": content_type, "schema": text}))


def _linked(node: Any, models: str) -> Any:
    """A model stands alone, so a reference within the document becomes one to the other model's address."""
    if isinstance(node, list):
        return [_linked(each, models) for each in node]
    if not isinstance(node, dict):
        return node
    if isinstance(node.get("$ref"), str) and node["$ref"].startswith("#/"):
        return {"$ref": models + node["$ref"].rsplit("/", 1)[1]}
    return {key: _linked(value, models) for key, value in node.items()}


def _checked(response: tuple[int, Json, bytes]) -> None:
    if response[0] >= 400:
        raise ValueError(f"OpenAPI import: {json.loads(response[2]).get('message')}")
