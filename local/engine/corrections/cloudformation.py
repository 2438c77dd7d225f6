"""CloudFormation: nested stacks that are SAM templates, types the engine does not know, archives of a bus.

MiniStack runs the SAM transform for a root template only, so a capability's own `stack.yaml` is refused; it
forgets the attributes of a nested resource at each update, so `Fn::GetAtt` fails on the second deployment;
it leaves the resources of a nested stack behind when its creation fails; and one resource of a type it does
not know refuses a whole production template.
"""

import json
from collections.abc import Callable
from typing import Any

from ministack.services import eventbridge
from ministack.services.cloudformation import _stacks, engine, provisioners, stacks

# What the physical id of such a resource starts with: the deployer lists them by it.
NOT_EMULATED = "not-emulated:"

_ACCEPTED = (
    "AWS::ApplicationAutoScaling::ScalableTarget",
    "AWS::ApplicationAutoScaling::ScalingPolicy",
    "AWS::ApplicationInsights::Application",
    "AWS::Athena::NamedQuery",
    "AWS::Backup::BackupSelection",
    "AWS::Budgets::Budget",
    "AWS::CloudWatch::AnomalyDetector",
    "AWS::CloudWatch::CompositeAlarm",
    "AWS::CodeDeploy::Application",
    "AWS::CodeDeploy::DeploymentGroup",
    "AWS::EventSchemas::Discoverer",
    "AWS::EventSchemas::Registry",
    "AWS::Events::EventBusPolicy",
    "AWS::Logs::QueryDefinition",
    "AWS::ResourceGroups::Group",
    "AWS::ServiceCatalogAppRegistry::Application",
    "AWS::WAFv2::IPSet",
    "AWS::WAFv2::WebACLAssociation",
    "AWS::XRay::Group",
    "AWS::XRay::SamplingRule",
)

type_handlers: dict[str, dict[str, Any]] = provisioners._RESOURCE_HANDLERS


def apply() -> None:
    """Patch CloudFormation in this process."""
    # Only nested stacks reach the parser through the module; the root's handlers bound it by name at import.
    engine._parse_template = _with_transforms(engine._parse_template)
    provisioners._update_resource = _keeping_attributes(provisioners._update_resource)
    stacks._update_resource = provisioners._update_resource
    nested = type_handlers["AWS::CloudFormation::Stack"]
    nested["create"] = _undoing_failures(nested["create"], nested["delete"])
    for resource_type in _ACCEPTED:
        type_handlers.setdefault(resource_type, {"create": _accept, "delete": _forget})
    type_handlers.setdefault(
        "AWS::Events::Archive",
        {"create": _create_archive, "update": _update_archive, "delete": _delete_archive},
    )


def _with_transforms(parse: Callable[[str], dict[str, Any]]) -> Callable[[str], dict[str, Any]]:
    def parse_and_transform(body: str) -> dict[str, Any]:
        template = engine._apply_transforms(parse(body))
        if isinstance(template, engine._TransformFailed):
            raise ValueError(template.error)
        return template

    return parse_and_transform


def _keeping_attributes(update: Callable[..., Any]) -> Callable[..., Any]:
    """An update handler answers only what it changed; what the resource had before is still true."""

    def update_resource(*arguments: Any) -> tuple[str, dict[str, Any]]:
        resource_type, physical_id, old, new, stack_name, logical_id = arguments[:6]
        known = (_stacks.get(stack_name) or {}).get("_resources", {}).get(logical_id) or {}
        before = known.get("Attributes") or {}
        new_id, attributes = update(resource_type, physical_id, old, new, stack_name, logical_id, before)
        return new_id, {**before, **attributes} if new_id == physical_id else attributes

    return update_resource


def _undoing_failures(create: Callable[..., Any], delete: Callable[..., Any]) -> Callable[..., Any]:
    """A nested stack that could not be created takes its resources with it and says which one failed."""

    def create_or_undo(logical_id: str, properties: dict[str, Any], parent: str) -> tuple[str, dict[str, Any]]:
        before = set(_stacks)
        try:
            return create(logical_id, properties, parent)
        except Exception as error:
            started = [name for name in _stacks if name not in before and _is_child(name, parent, logical_id)]
            reasons = [_stacks[name]["StackStatusReason"] for name in started]
            for name in started:
                delete(name, {})
            raise ValueError(f"Embedded stack was not created: {'; '.join(reasons) or error}") from error

    return create_or_undo


def _is_child(name: str, parent: str, logical_id: str) -> bool:
    return name.startswith(f"{parent}-{logical_id}-") and _stacks[name].get("_parent_stack_name") == parent


def _accept(logical_id: str, _properties: dict[str, Any], stack_name: str) -> tuple[str, dict[str, str]]:
    name = f"{stack_name}-{logical_id}"
    return f"{NOT_EMULATED}{name}", {"Arn": f"arn:aws:not-emulated:::{name}"}


def _forget(_physical_id: str, _properties: dict[str, Any]) -> None:
    """Nothing was made, so nothing is to be deleted."""


def _create_archive(logical_id: str, properties: dict[str, Any], stack_name: str) -> tuple[str, dict[str, str]]:
    name = properties.get("ArchiveName") or f"{stack_name}-{logical_id}"[:48]
    request = {**_archive_request(properties), "ArchiveName": name, "EventSourceArn": properties["SourceArn"]}
    arn = _answer(eventbridge._create_archive(request))["ArchiveArn"]
    return name, {"Arn": arn, "ArchiveName": name}


def _update_archive(
    name: str, _old: dict[str, Any], new: dict[str, Any], _stack_name: str
) -> tuple[str, dict[str, str]]:
    arn = _answer(eventbridge._update_archive({**_archive_request(new), "ArchiveName": name}))["ArchiveArn"]
    return name, {"Arn": arn, "ArchiveName": name}


def _delete_archive(name: str, _properties: dict[str, Any]) -> None:
    eventbridge._delete_archive({"ArchiveName": name})


def _archive_request(properties: dict[str, Any]) -> dict[str, Any]:
    request = {key: properties[key] for key in ("Description", "RetentionDays") if key in properties}
    if "EventPattern" in properties:
        request["EventPattern"] = json.dumps(properties["EventPattern"])
    return request


def _answer(response: tuple[int, dict[str, str], bytes]) -> dict[str, Any]:
    status, _headers, body = response
    answer = json.loads(body)
    if status >= 400:
        raise ValueError(answer.get("message") or answer.get("Message") or str(answer))
    return answer
