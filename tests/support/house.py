"""Questions to the templates, for the tests of the house rules."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.support import stacks

ROOT_TEMPLATE, OBSERVABILITY, SAGAS = "template.yaml", "infra/observability.yaml", "infra/sagas/stack.yaml"


@dataclass(frozen=True)
class Resource:
    """One resource of one template; `properties` have what the template's Globals say as well."""

    template: str
    name: str
    kind: str
    properties: dict[str, Any]
    declared: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.template}:{self.name}"

    @property
    def capability(self) -> str:
        return self.template.split("/")[1] if self.template.startswith("functions/") else ""

    def refers_to(self, name: str) -> bool:
        """Whether it mentions another resource of its template anywhere."""
        return name in mentioned(self.declared)

    def neighbours(self, *kinds: str) -> list["Resource"]:
        """The resources of these kinds in the same template."""
        return list(in_template(self.template, *kinds))


def templates() -> list[str]:
    """The root template and every stack."""
    return [ROOT_TEMPLATE, OBSERVABILITY, SAGAS, *(f"functions/{name}/stack.yaml" for name in stacks.capabilities())]


def in_template(path: str, *kinds: str) -> Iterator[Resource]:
    """The resources of a template, of these kinds."""
    document = stacks.template(path)
    shared = document.get("Globals", {}).get("Function", {})
    for name, declared in document["Resources"].items():
        if declared["Type"] in kinds:
            inherited = shared if declared["Type"] == "AWS::Serverless::Function" else {}
            yield Resource(path, name, declared["Type"], merged(inherited, declared.get("Properties", {})), declared)


def merged(shared: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """A function's properties as SAM sees them: its own go before what Globals say, map by map."""
    both = {name for name in shared.keys() & own.keys() if isinstance(shared[name], dict)}
    return {**shared, **own, **{name: merged(shared[name], own[name]) for name in both}}


def everywhere(*kinds: str) -> list[Resource]:
    """The resources of these kinds in all templates."""
    return [found for path in templates() for found in in_template(path, *kinds)]


def target(value: Any) -> str:
    """The logical id in `!Ref X` or `!GetAtt X.Arn`; empty for anything else."""
    if not isinstance(value, dict):
        return ""
    said = value.get("Ref") or value.get("Fn::GetAtt") or ""
    return (said if isinstance(said, str) else said[0]).split(".")[0]


def mentioned(node: Any) -> set[str]:
    """Every logical id that is referred to below `node` by Ref or GetAtt."""
    if isinstance(node, dict):
        own = {target(node)} if node.keys() & {"Ref", "Fn::GetAtt"} else set()
        return own.union(*map(mentioned, node.values()))
    return set().union(*map(mentioned, node)) if isinstance(node, list) else set()


def statements(function: Resource) -> list[dict[str, Any]]:
    """What a function's role allows; a policy that is only a name has no statement to look at."""
    return [
        each for policy in function.properties.get("Policies", []) if isinstance(policy, dict)
        for each in policy["Statement"]
    ]  # fmt: skip


def listed(value: Any) -> list[Any]:
    """A value that may be one or a list, as a list."""
    return value if isinstance(value, list) else [value]


def watched(path: str) -> dict[str, Any] | None:
    """What a capability's stack says that portal is to watch; None where it says nothing."""
    found = [each for each in in_template(path, "AWS::SSM::Parameter") if each.name == "Watched"]
    return json.loads(found[0].properties["Value"]["Fn::Sub"]) if found else None
