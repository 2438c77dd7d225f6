"""CloudFormation: types that MiniStack does not know, and event rules that it does not check.

One resource of an unknown type refuses a whole production template. Those that change nothing on a laptop are
accepted and do nothing; the archive of a bus is real. A rule with a pattern that AWS refuses, or on a bus that is
not there, is created all the same and then matches nothing for ever.
"""

import json
from collections.abc import Callable
from typing import Any

from ministack.services import eventbridge
from ministack.services.cloudformation import provisioners

Properties = dict[str, Any]
Made = tuple[str, dict[str, str]]

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


def apply() -> None:
    """Patch the resource types of CloudFormation in this process."""
    types: dict[str, dict[str, Any]] = provisioners._RESOURCE_HANDLERS
    for resource_type in _ACCEPTED:
        types.setdefault(resource_type, {"create": _accept, "delete": _forget})
    types.setdefault(
        "AWS::Events::Archive",
        {"create": _create_archive, "update": _update_archive, "delete": _delete_archive},
    )
    rule = types["AWS::Events::Rule"]
    rule["create"] = _checked(rule["create"])


def _checked(create: Callable[..., Made]) -> Callable[..., Made]:
    def create_rule(logical_id: str, properties: Properties, stack_name: str) -> Made:
        eventbridge._ensure_default_bus()
        bus = provisioners._eb_rule_bus_name(properties)
        if bus not in eventbridge._event_buses:
            raise ValueError(f"Event bus {bus} does not exist.")
        pattern = properties.get("EventPattern")
        if pattern and (reason := eventbridge._event_pattern_error(json.dumps(pattern))):
            raise ValueError(f"Event pattern is not valid. Reason: {reason}")
        return create(logical_id, properties, stack_name)

    return create_rule


def _accept(logical_id: str, _properties: Properties, stack_name: str) -> Made:
    name = f"{stack_name}-{logical_id}"
    return f"{NOT_EMULATED}{name}", {"Arn": f"arn:aws:not-emulated:::{name}"}


def _forget(_physical_id: str, _properties: Properties) -> None:
    """Nothing was made, so nothing is to be deleted."""


def _create_archive(logical_id: str, properties: Properties, stack_name: str) -> Made:
    name = properties.get("ArchiveName") or f"{stack_name}-{logical_id}"[:48]
    request = {**_archive_request(properties), "ArchiveName": name, "EventSourceArn": properties["SourceArn"]}
    arn = _answer(eventbridge._create_archive(request))["ArchiveArn"]
    return name, {"Arn": arn, "ArchiveName": name}


def _update_archive(name: str, _old: Properties, new: Properties, _stack_name: str) -> Made:
    arn = _answer(eventbridge._update_archive({**_archive_request(new), "ArchiveName": name}))["ArchiveArn"]
    return name, {"Arn": arn, "ArchiveName": name}


def _delete_archive(name: str, _properties: Properties) -> None:
    eventbridge._delete_archive({"ArchiveName": name})


def _archive_request(properties: Properties) -> dict[str, Any]:
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
