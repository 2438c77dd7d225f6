"""One request's whole way, put together from the log: the call, the events that it caused, and who consumed them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from rich.text import Text
from rich.tree import Tree

from local.logs import Line

_CONSUMED = ("consumed", "consumed before")


@dataclass
class Stop:
    """One station: what happened there, when it began, and what followed from it."""

    line: Line
    begun: datetime
    next: "list[Stop]" = field(default_factory=list)


def stops(lines: Iterable[Line]) -> list[Stop]:
    """The stations of one correlation id as trees.

    A consumed event hangs on its publication; a publication on the request, or the consumption, of its own service
    that came last before it.
    """
    roots: list[Stop] = []
    acted: dict[str, Stop] = {}
    stations = sorted(map(_stop, filter(_tells, lines)), key=lambda each: each.begun)
    # Of all, before any is hung up: a quick consumer is done before the relay has written its line.
    published = {each.line.said["event_id"]: each for each in stations if each.line.message == "published"}
    for stop in stations:
        line = stop.line
        if line.message == "published":
            parent = acted.get(line.service)
        else:
            parent = published.get(line.said.get("event_id", ""))
            acted[line.service] = stop
        (parent.next if parent else roots).append(stop)
    return roots


def drawn(correlation: str, roots: list[Stop]) -> Tree:
    """The stations as a tree: milliseconds since the beginning, and since the station before had ended."""
    tree = Tree(Text(correlation, style="bold"))
    for root in roots:
        _draw(tree, root, roots[0].begun, root.begun)
    return tree


def _tells(line: Line) -> bool:
    return line.message in ("request", "published", *_CONSUMED)


def _stop(line: Line) -> Stop:
    if line.message == "published":  # begins with the write that carries the event
        return Stop(line, datetime.fromisoformat(line.said["event_time"]))
    return Stop(line, line.at - timedelta(milliseconds=float(line.said.get("ms", 0))))


def _draw(tree: Tree, stop: Stop, start: datetime, before: datetime) -> None:
    waited = _milliseconds(stop.begun - before)
    gap = (f"(waited {waited:,.0f} ms)  ", "dim") if waited > 0 else ""
    after = (f"+{_milliseconds(stop.begun - start):,.0f} ms  ", "cyan")
    branch = tree.add(Text.assemble(after, gap, _words(stop.line)))
    for each in sorted(stop.next, key=lambda following: following.begun):
        _draw(branch, each, start, stop.line.at)


def _milliseconds(time: timedelta) -> float:
    return time / timedelta(milliseconds=1)


def _words(line: Line) -> Text:
    said = line.said
    if line.message == "request":
        result = f"{said['method']} {said['path']} → {said['status']} in {said['ms']} ms"
        return Text.assemble((result, "bold"), f"  {line.service}")
    if line.message == "published":
        wrote = f"wrote {said['subject']} v{said['sequence']}  {line.service}  "
        took = _milliseconds(line.at - datetime.fromisoformat(said["event_time"]))
        return Text.assemble(wrote, (said["event_type"], "green"), f" published {took:,.0f} ms later")
    again = " (knew it already)" if line.message == "consumed before" else ""
    return Text(f"{line.service} consumed it in {said['ms']} ms{again}")
