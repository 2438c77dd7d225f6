"""One running system: its stacks, its public address, and tokens of the demo tenant's members."""

import json
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from botocore.exceptions import ClientError, EndpointConnectionError

from local import demo, login
from local.home import Home
from local.places import LOCAL, Embedded, Place

STACK = "AWS::CloudFormation::Stack"


class NotThere(Exception):
    """The system, or the part of it that was asked for, is not there; the message says what to do."""


class TaskFailed(Exception):
    """A function refused a task; the message says why."""


class System:
    """What a place holds under a stage. Raises NotThere where nothing was deployed."""

    def __init__(self, place: Home | Place, stage: str = LOCAL) -> None:
        self.place: Place = Embedded(place) if isinstance(place, Home) else place
        self.stage = stage
        self.stack = f"onestop-{stage}"

    def client(self, service: str) -> Any:
        """A boto3 client of the place."""
        return self.place.client(service)

    def outputs(self) -> dict[str, dict[str, str]]:
        """`{capability: {output: value}}` of the nested stacks."""
        return self._outputs

    def outputs_of(self, capability: str) -> dict[str, str]:
        """All outputs of one capability. Raises NotThere, naming what there is."""
        known = self.outputs()
        if capability not in known:
            raise NotThere(f"There is no capability {capability!r}; there are {', '.join(sorted(known))}.")
        return known[capability]

    def output(self, capability: str, name: str) -> str:
        """One output of one capability. Raises NotThere."""
        known = self.outputs_of(capability)
        if name not in known:
            raise NotThere(f"{capability} has no {name}.")
        return known[name]

    @cached_property
    def base_url(self) -> str:
        """The public address, with `/v1` and without a slash at the end."""
        return self.place.reached("" if isinstance(self.place, Embedded) else self.root["BaseUrl"])

    @cached_property
    def root(self) -> dict[str, str]:
        """The outputs of the root stack."""
        return _named_outputs(self._describe(self.stack))

    @cached_property
    def _outputs(self) -> dict[str, dict[str, str]]:
        said = {name.lower(): _named_outputs(self._describe(stack)) for name, stack in self._nested()}
        return {name: outputs for name, outputs in said.items() if outputs}  # what watches the others says nothing

    def task(self, name: str, said: dict[str, Any], tenant: str | None = None) -> dict[str, Any]:
        """What identity answers to a task that is no HTTP request, such as OpenTenant. Raises TaskFailed."""
        payload = json.dumps({"task": name, "tenant": tenant, "input": said})
        answer = self.client("lambda").invoke(FunctionName=self.output("identity", "SagaArn"), Payload=payload)
        result: dict[str, Any] = json.loads(answer["Payload"].read())
        if "FunctionError" in answer:
            raise TaskFailed(f"{name} failed: {result.get('errorType')}: {result.get('errorMessage')}")
        return result

    def token(self, role: str) -> str:
        """A bearer token of the demo tenant's member with this role. Raises NotThere and LoginFailed."""
        tenant = demo.read(self.place.root)
        if tenant is None:
            raise NotThere("There is no demo tenant on this machine; run `onestop up`.")
        if role not in tenant.members:
            raise NotThere(f"Nobody is {role!r} here; there are {', '.join(tenant.members)}.")
        member = tenant.members[role]
        return self.login(tenant.slug, member.email, member.password)

    def login(self, tenant: str, email: str, password: str) -> str:
        """A bearer token for somebody with a password, by authorization code and PKCE. Raises LoginFailed."""
        return login.login(self.base_url, tenant, email, password)

    def _nested(self) -> Iterator[tuple[str, str]]:
        self._describe(self.stack)
        pages = self.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=self.stack)
        for resource in (each for page in pages for each in page["StackResourceSummaries"]):
            if resource["ResourceType"] == STACK and resource.get("PhysicalResourceId"):
                yield resource["LogicalResourceId"], resource["PhysicalResourceId"]

    def _describe(self, stack: str) -> dict[str, Any]:
        try:
            return self.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
        except EndpointConnectionError as silence:
            raise NotThere("The system does not run; `onestop up` starts it.") from silence
        except ClientError as error:
            if error.response["Error"]["Code"] != "ValidationError":
                raise
            raise NotThere(f"Nothing is deployed as {stack}; run `onestop up` or `onestop deploy`.") from error


def _named_outputs(description: dict[str, Any]) -> dict[str, str]:
    return {each["OutputKey"]: each["OutputValue"] for each in description.get("Outputs", ())}
