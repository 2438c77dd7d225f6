"""What the capabilities offer to sagas, read from their `saga.py` without importing it."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from infra.sagas.machines import Machine

FUNCTIONS = Path(__file__).parents[2] / "functions"
# Tasks of a door that no saga asks: another capability, which cannot wait for an event, or who opens a tenant.
ASKED_BY_OTHERS = {
    ("catalog", "Price"), ("customers", "Recognise"), ("identity", "OpenTenant"), ("identity", "AddMember"),
}  # fmt: skip
_OPENS = "tasks.opens"


def offered(functions: Path = FUNCTIONS) -> set[tuple[str, str]]:
    """Capability and task of everything that can be asked for. Raises ValueError where a door cannot be read."""
    return {(path.parent.name, task) for path in functions.glob("*/saga.py") for task in _tasks(path)}


def asked(machines: Iterable[Machine]) -> set[tuple[str, str]]:
    """Capability and task of everything that sagas ask for."""
    states = [state for machine in machines for state in machine.states.values() if state.kind == "Task"]
    return {(state.capability, str(state.payload["task"])) for state in states}


def differences(machines: Iterable[Machine], functions: Path = FUNCTIONS) -> Iterator[str]:
    """Tasks that are asked of nobody, and tasks that nobody asks for."""
    wanted, there = asked(machines), offered(functions)
    for capability, task in sorted(wanted - there):
        yield f"{capability} has no task {task}, which a saga asks for"
    for capability, task in sorted(there - wanted - ASKED_BY_OTHERS):
        yield f"{capability} has a task {task}, which no saga asks for"


def _tasks(path: Path) -> list[str]:
    tree = ast.parse(path.read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == _OPENS]
    if not calls:
        raise ValueError(f"{path} opens no door")
    return [ast.literal_eval(key) for key in _named(tree, calls[0].args[1]).keys if key]


def _named(tree: ast.Module, said: ast.expr) -> ast.Dict:
    """The dict itself, or the one that the name stands for."""
    if isinstance(said, ast.Dict):
        return said
    assigned = [node for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign)]
    targets = {ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target): node for node in assigned}
    value = targets[ast.unparse(said)].value
    if not isinstance(value, ast.Dict):
        raise ValueError(f"{ast.unparse(said)} is no dict of tasks")
    return value
