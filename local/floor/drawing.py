"""The floor as a picture for the terminal: what hurts is red, what waits is yellow; good from 80 columns on."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from local.floor.polling import Seen
from local.floor.wording import NOTHING, duration, fitted, for_how_long, number, percent

_STATUS = {"available": ("●", "green"), "busy": ("●", "yellow"), "away": ("○", "magenta"), "offline": ("·", "dim")}
_SEVERITY = {"critical": "bold white on red", "warning": "black on yellow", "info": "black on cyan"}
_ORDER = tuple(_STATUS)
_NAME, _REASON, _AGENT = 13, 8, 40  # cells
_NUMBERS = {
    "wait": 5, "longest": 7, "offer": 5, "work": 4, "risk": 4, "late": 4, "came": 5, "done": 5, "ø wait": 6,
}  # fmt: skip
_MOST_ALERTS = 6
Item = dict[str, Any]


def frame(seen: Seen, title: str, live: bool = False) -> Group:
    """All that is shown at one moment."""
    floor, now = seen.floor, seen.now()
    parts: list[RenderableType] = [_heading(floor, title, now), *_notice(seen), *_alerts(floor["alerts"], now)]
    parts += [Text(), _queues(floor["queues"], now), Text(), *_agents(floor["agents"], now)]
    return Group(*parts, *([Text("q leaves", style="dim")] if live else []))


def _heading(floor: Item, title: str, now: datetime) -> Text:
    agents = [each["status"] for each in floor["agents"]]
    waiting = sum(each["waiting"] for each in floor["queues"])
    late = sum(each["slaBreached"] for each in floor["queues"])
    text = Text.assemble((title, "bold"), f"  {now.astimezone():%H:%M:%S}  ")
    text.append(f"waiting {waiting}  in work {sum(each['inWork'] for each in floor['queues'])}  ")
    text.append(f"late {late}", style="red" if late else "")
    for status in _ORDER:
        mark, style = _STATUS[status]
        text.append(f"  {mark} {agents.count(status)}", style=style)
    return text


def _notice(seen: Seen) -> Iterable[Text]:
    if seen.trouble:
        yield Text(f"As of {seen.floor['at'][11:19]} UTC: {seen.trouble}; trying again …", style="red")


def _alerts(alerts: list[Item], now: datetime) -> Iterable[Text]:
    for each in alerts[:_MOST_ALERTS]:
        taken = each["state"] == "acknowledged"
        text = Text.assemble((f" {each['severity']} ", "dim" if taken else _SEVERITY[each["severity"]]))
        text.append(f" {each['name']}: {_told(each)}, for {for_how_long(each['raisedAt'], now)}")
        text.append(" (somebody looks after it)" if taken else "", style="dim")
        text.truncate(200)
        yield text
    if len(alerts) > _MOST_ALERTS:
        yield Text(f" … and {len(alerts) - _MOST_ALERTS} more", style="yellow")


def _told(alert: Item) -> str:
    if alert["kind"] == "keyword":
        return f"{', '.join(alert['words'])} in {alert['number'] or alert['ticket']}"
    if alert["kind"] == "wait":
        return f"waited {duration(alert['value'])}"
    return f"{alert['value']} {'waiting' if alert['kind'] == 'length' else 'late or at risk'}"


def _queues(queues: list[Item], now: datetime) -> Table:
    shown = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 1, 0, 0), expand=True)
    shown.add_column("queue", no_wrap=True, overflow="ellipsis", ratio=1)
    for name, cells in _NUMBERS.items():
        shown.add_column(name, justify="right", no_wrap=True, min_width=cells)
    for each in queues:
        shown.add_row(*_queue(each, now))
    if not queues:
        shown.add_row(Text("no queues yet", style="dim"))
    return shown


def _queue(each: Item, now: datetime) -> list[Text]:
    name = each["name"] or ("no queue" if each["queue"] is None else each["queue"])
    return [
        Text.assemble(("‖ ", "yellow"), (name, "cyan")) if each["paused"] else Text(name, style="cyan"),
        Text(number(each["waiting"])),
        Text(for_how_long(each["longestWaitSince"], now), style=_waited(each, now)),
        Text(number(each["offered"])),
        Text(number(each["inWork"])),
        Text(number(each["slaAtRisk"]), style="yellow" if each["slaAtRisk"] else ""),
        Text(number(each["slaBreached"]), style="red" if each["slaBreached"] else ""),
        Text(number(each["arrivedToday"]), style="dim"),
        Text(number(each["doneToday"]), style="dim"),
        Text(duration(each["averageWaitToday"]), style="dim"),
    ]


def _waited(each: Item, now: datetime) -> str:
    """Yellow from half of the queue's target on, red beyond it."""
    if not each["target"] or not each["longestWaitSince"]:
        return ""
    waited = (now - datetime.fromisoformat(each["longestWaitSince"])).total_seconds() / each["target"]
    return "red" if waited > 1 else "yellow" if waited > 0.5 else "green"


def _agents(agents: list[Item], now: datetime) -> Iterable[RenderableType]:
    """Each in a cell, those who are there first and within a status the longest; of who is not, only the number."""
    there = [each for each in agents if each["status"] != "offline" or each["inWork"]]
    there.sort(key=lambda each: (_ORDER.index(each["status"]), each["since"] or ""))
    if not there:
        yield Text(f"nobody is there; {len(agents)} are offline" if agents else "no agents yet", style="dim")
        return
    yield Text(f"{'agent':<{_NAME + 3}}{'':<{_REASON}}{'since':>6}{'load':>5}{'occ':>4}", style="bold")
    yield Columns([_agent(each, now) for each in there], width=_AGENT, padding=(0, 0))
    if gone := len(agents) - len(there):
        yield Text(f"· {gone} offline", style="dim")


def _agent(each: Item, now: datetime) -> Text:
    mark, style = _STATUS[each["status"]]
    full = each["capacity"] and each["load"] >= each["capacity"]
    text = Text.assemble((f"{mark} ", style), fitted(each["name"] or each["agent"], _NAME), " ")
    reason = each["reason"] if each["reason"] not in (None, each["status"]) else each["status"]
    text.append(fitted(reason or NOTHING, _REASON), style=style)
    text.append(f"{for_how_long(each['since'], now):>6} ")
    text.append(f"{each['load'] * 100 // each['capacity'] if each['capacity'] else 0:>3}", style="bold" if full else "")
    text.append(f"{percent(each['occupancy']):>5}", style="dim")
    return text
