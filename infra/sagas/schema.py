"""Whether a machine is Amazon States Language at all: the rule that cfn-lint has for templates."""

import json
import re
from collections.abc import Iterator

from cfnlint.api import ManualArgs, lint

from infra.sagas.machines import Machine

_ARN = "arn:aws:lambda:us-east-1:123456789012:function:door"
_ROLE = "arn:aws:iam::123456789012:role/saga"


def problems(machine: Machine) -> Iterator[str]:
    """What cfn-lint finds in the definition, once its placeholders are filled in."""
    text = json.dumps(machine.definition).replace("${Partition}", "aws")
    definition = json.loads(re.sub(r"\$\{\w+}", _ARN, text))
    resource = {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"RoleArn": _ROLE, "Definition": definition}}
    template = json.dumps({"Resources": {"Machine": resource}})
    for found in lint(template, config=ManualArgs(regions=["us-east-1"])):
        where = "/".join(map(str, (found.path or ())[4:]))
        yield f"{machine.name}: {where}: {found.message} ({found.rule.id})"
