"""CloudFormation: a nested stack is as good as a root stack.

MiniStack runs the SAM transform for a root template only, so a capability's own `stack.yaml` is refused; it
forgets the attributes of a nested resource at each update, so `Fn::GetAtt` fails on the second deployment; and
it leaves the resources of a nested stack behind when its creation fails.
"""

from collections.abc import Callable
from typing import Any

from ministack.services.cloudformation import _stacks, engine, provisioners, stacks


def apply() -> None:
    """Patch CloudFormation in this process."""
    # Only nested stacks reach the parser through the module; the root's handlers bound it by name at import.
    engine._parse_template = _with_transforms(engine._parse_template)
    provisioners._update_resource = _keeping_attributes(provisioners._update_resource)
    stacks._update_resource = provisioners._update_resource
    nested = provisioners._RESOURCE_HANDLERS["AWS::CloudFormation::Stack"]
    nested["create"] = _undoing_failures(nested["create"], nested["delete"])


def _with_transforms(parse: Callable[[str], dict[str, Any]]) -> Callable[[str], dict[str, Any]]:
    def parse_and_transform(body: str) -> dict[str, Any]:
        template = engine._apply_transforms(parse(body))
        # The root is checked like this before anything is made; a failed transform is reported here, too.
        engine.validate_template_support(template, {})
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
