"""Each saga as a Mermaid state diagram, drawn from its machine into docs/sagas.md.

A step that leads back is drawn with the errors that do so; states that only note which step it was, or wait for
somebody, are drawn as what they mean.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from infra.sagas.machines import EVERYTHING, Json, Machine, State, machines

PAGE = Path(__file__).parents[2] / "docs/sagas.md"
_ROOM = re.compile(r"^\$\.(made\.\w+\.)?")  # where in the data something is kept
_PARTS = re.compile(r"(<!-- saga:(\w+) -->\n).*?(<!-- /saga -->)", re.DOTALL)


def page(text: str) -> str:
    """The page with the picture of each saga between its markers. Raises KeyError for a saga that there is not."""
    drawn = {each.name: picture(each) for each in machines()}
    return _PARTS.sub(lambda found: f"{found[1]}{drawn[found[2]]}\n{found[3]}", text)


def picture(machine: Machine) -> str:
    """The diagram as a fenced block: solid where all goes well, with a word where it does not."""
    lines = ["```mermaid", "stateDiagram-v2", "    direction TB", *map("    {}".format, _lines(machine)), "```"]
    return "\n".join(lines)


def _lines(machine: Machine) -> Iterator[str]:
    yield f"[*] --> {machine.start}"
    for state in machine.states.values():
        if not _only_notes(state) and not state.waits:
            yield from _named(state)
            yield from _on(machine, state)
            yield from _back(machine, state)


def _named(state: State) -> Iterator[str]:
    if state.works:
        yield f'state "{state.name} ({state.capability})" as {state.name}'
    elif state.kind == "Choice":
        yield f"state {state.name} <<choice>>"


def _on(machine: Machine, state: State) -> Iterator[str]:
    if state.said.get("End") or state.kind == "Succeed":
        yield f"{state.name} --> [*]"
    if state.kind != "Choice":
        yield from (f"{state.name} --> {_meant(machine, name)}" for name in state.following())
        return
    for rule in state.said["Choices"]:
        yield f"{state.name} --> {_meant(machine, rule['Next'])}: {_words(rule)}"
    yield f"{state.name} --> {_meant(machine, state.said['Default'])}: otherwise"


def _back(machine: Machine, state: State) -> Iterator[str]:
    for target in dict.fromkeys(state.catches().values()):
        if machine.states[target].waits:
            yield f"{state.name} --> {state.name}: parked, resumed"
        else:
            errors = [error for error, to in state.catches().items() if to == target]
            why = "fails" if errors == [EVERYTHING] else " or ".join(errors)
            yield f"{state.name} --> {_meant(machine, target)}: {why}"


def _meant(machine: Machine, name: str) -> str:
    """The state itself, or the one behind it where it only notes something."""
    state = machine.states[name]
    return _meant(machine, str(state.said["Next"])) if _only_notes(state) else name


def _only_notes(state: State) -> bool:
    return state.kind == "Pass"


def _words(rule: Json) -> str:
    """A rule of a choice in few words: `Begin or Known`, `something to restock`."""
    if "Or" in rule:
        return " or ".join(_words(each) for each in rule["Or"])
    subject = _ROOM.sub("", rule["Variable"]).removesuffix("[0]")
    if "IsPresent" in rule:
        return f"something to {subject}"
    if "NumericGreaterThan" in rule:
        return f"{subject} above {rule['NumericGreaterThan']}"
    return str(rule["StringEquals"])
