"""API Gateway: an OpenAPI document is imported whole, and an update keeps the API's id.

MiniStack imports paths, integrations and authorizers only. Without the rest, bodies reach a function
unvalidated, preflight requests fail, errors of the gateway itself have another shape than ours, and uploads
are mangled as text. A changed document gets the API a new id, so every address handed out before is dead.
"""

from collections.abc import Callable
from typing import Any

from ministack.services import apigateway_v1 as gateway
from ministack.services.cloudformation import provisioners

from local.engine.corrections import openapi

_STORES = (
    gateway._rest_apis,
    gateway._resources,
    gateway._stages_v1,
    gateway._deployments_v1,
    gateway._deployed_gateway_responses,
    gateway._authorizers_v1,
    gateway._models,
    gateway._gateway_responses,
    gateway._documentation_parts,
    gateway._request_validators,
)
# A new document changes none of these; its own deployment follows as a resource of the same stack.
_OUTLIVE_A_DOCUMENT = _STORES[2:5]


def apply() -> None:
    """Patch the REST API half of API Gateway in this process."""
    gateway._OPENAPI_HTTP_METHODS.add(openapi.ANY)
    gateway._import_rest_api = _importing_all(gateway._import_rest_api)
    gateway._import_security_schemes = _defining(gateway._import_security_schemes)
    gateway._import_operation = _completing(gateway._import_operation)
    gateway._invoke_mock_v1 = _empty_where_untold(gateway._invoke_mock_v1)
    handler = provisioners._RESOURCE_HANDLERS["AWS::ApiGateway::RestApi"]
    handler["update"] = _keeping_the_id(handler["update"])


def _importing_all(run: Callable[..., str]) -> Callable[..., str]:
    def import_rest_api(spec: dict[str, Any], base_data: dict[str, Any] | None = None) -> str:
        return run(openapi.spread(spec), openapi.api_settings(spec, base_data or {}))

    return import_rest_api


def _defining(run: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """The authorizers are imported after the API is made and before its first operation: the moment to join."""

    def import_security_schemes(api_id: str, spec: dict[str, Any]) -> dict[str, Any]:
        openapi.define(api_id, spec)
        return run(api_id, spec)

    return import_security_schemes


def _completing(run: Callable[..., None]) -> Callable[..., None]:
    def import_operation(api_id: str, resource_id: str, method: str, operation: dict[str, Any], *security: Any) -> None:
        verb = "ANY" if method == openapi.ANY.upper() else method
        run(api_id, resource_id, verb, operation, *security)
        openapi.complete(api_id, resource_id, verb, operation)

    return import_operation


def _empty_where_untold(run: Callable[..., Any]) -> Callable[..., Any]:
    """A mock without a response template has no body; `{}` after a 204 breaks the connection."""

    def invoke_mock(integration: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
        status, headers, body = run(integration)
        answers = integration.get("integrationResponses", {}).values()
        told = any(answer.get("responseTemplates") for answer in answers)
        return status, headers, body if told else b""

    return invoke_mock


def _keeping_the_id(update: Callable[..., Any]) -> Callable[..., Any]:
    def update_rest_api(
        api_id: str, old: dict[str, Any], new: dict[str, Any], stack_name: str, logical_id: str
    ) -> tuple[str, dict[str, Any]]:
        if new.get("Body") == old.get("Body") or not isinstance(new.get("Body"), dict):
            return update(api_id, old, new, stack_name, logical_id)
        return _replace_document(api_id, new, stack_name, logical_id)

    return update_rest_api


def _replace_document(
    api_id: str, properties: dict[str, Any], stack_name: str, logical_id: str
) -> tuple[str, dict[str, Any]]:
    """Make the API anew under its old id, with the stages and deployments it had; all or nothing."""
    before = [store.pop(api_id, None) for store in _STORES]
    tags = [*properties.get("Tags", []), {"Key": "ms-custom-id", "Value": api_id}]
    try:
        created = provisioners._apigw_rest_api_create(logical_id, {**properties, "Tags": tags}, stack_name)
    except Exception:
        _restore(_STORES, before, api_id)
        raise
    gateway._rest_apis[api_id]["tags"].pop("ms-custom-id")
    _restore(_OUTLIVE_A_DOCUMENT, before[2:5], api_id)
    return created


def _restore(stores: tuple[Any, ...], contents: list[Any], api_id: str) -> None:
    for store, content in zip(stores, contents, strict=True):
        store.pop(api_id, None)
        if content is not None:
            store[api_id] = content
