"""What is said of the services is what AWS says of them."""

from typing import Any

import botocore.session
import pytest

from onestop.aws.fallback import NAMES
from onestop.aws.services import SERVICES, Service

MODELS = botocore.session.get_session()
each_service = pytest.mark.parametrize("service", SERVICES.values(), ids=list(SERVICES))


def model_of(service: Service) -> Any:
    return MODELS.get_service_model(NAMES.get(service.name, service.name))


@each_service
def test_the_protocol_is_the_one_that_the_service_speaks(service: Service) -> None:
    said = model_of(service).metadata

    assert (service.target, service.version) == (said["targetPrefix"], said["jsonVersion"])
    assert service.name == said.get("signingName", said["endpointPrefix"])
    assert service.setting == said["serviceId"].replace(" ", "_").upper()


@each_service
def test_members_that_hold_moments_are_moments(service: Service) -> None:
    for operation, names in service.moments.items():
        assert names <= members(model_of(service).operation_model(operation).output_shape, "timestamp")


@each_service
def test_members_that_hold_bytes_are_blobs(service: Service) -> None:
    model = model_of(service)
    shapes = [model.operation_model(name).output_shape for name in model.operation_names]
    assert service.blobs <= set().union(*(members(shape, "blob") for shape in shapes if shape))


@each_service
def test_tokens_are_those_that_botocore_makes_up_itself(service: Service) -> None:
    for operation, token in service.tokens.items():
        member = model_of(service).operation_model(operation).input_shape.members[token]
        assert member.metadata["idempotencyToken"]


def members(shape: Any, kind: str, seen: frozenset[str] = frozenset()) -> set[str]:
    """The names of all members of a kind, at any depth."""
    if shape.type_name == "list":
        return members(shape.member, kind, seen)
    if shape.type_name != "structure" or shape.name in seen:
        return set()
    own = {name for name, each in shape.members.items() if each.type_name == kind}
    return own.union(*(members(each, kind, seen | {shape.name}) for each in shape.members.values()))
