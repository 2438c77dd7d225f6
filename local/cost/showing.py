"""The bill and the day as tables: for the terminal, and for docs/cost.md."""

from collections.abc import Iterable, Mapping
from typing import Any

from rich.table import Table

from local.cost import conducting, idle
from local.cost.bill import Line, dollars, fixed, lines
from local.cost.journeys import Model
from local.cost.prices import Prices
from local.cost.quotas import Strain, strains
from local.cost.simulation import Day, Load
from local.cost.usage import Usage

THOUSAND = 1000
METRICS_A_METHOD = 5  # Count, Latency, IntegrationLatency, 4XXError, 5XXError
STORED = ("table_gb_month", "archive_gb_month")
JOURNEYS = ("ticket", "order")


def bill(model: Model, prices: Prices) -> list[Table]:
    """A thousand of each journey, and a month in which nobody comes."""
    journeys = [_journey(model, prices, name) for name in JOURNEYS]
    conducted = [_conducted(model, prices, name) for name in JOURNEYS if model.sagas(name)]
    return [*journeys, *conducted, _idle(prices)]


def figures(model: Model, prices: Prices) -> dict[str, Any]:
    """The same as data: dollars, by journey (a thousand of it) and by what costs them."""
    journeys = {name: _plain(lines(model.usage(name) * THOUSAND, prices)) for name in JOURNEYS}
    return {"region": prices.region, "pricesRead": prices.read, "per1000": journeys,
            "idleMonth": _plain(fixed(idle.standing(), prices))}  # fmt: skip


def day(found: Day, load: Load, prices: Prices) -> list[Table]:
    """The busiest day: what breaks, who is at work, what waits, and the bill."""
    strained = strains(found.asked, idle.stage_limit())
    return [_strains(strained), _functions(found), _tables(found), _queues(found), _day_bill(found, load, prices)]


def day_figures(found: Day, prices: Prices) -> dict[str, Any]:
    """The same as data."""
    strained = strains(found.asked, idle.stage_limit())
    return {
        "quotas": [{"name": each.name, "asked": each.asked, "limit": each.limit} for each in strained],
        "functions": {each.name: {"rate": each.rate, "p99": each.p99} for each in found.functions},
        "tables": {name: {"read": read, "write": write} for name, (read, write) in found.tables.items()},
        "partitions": found.partitions,
        "queues": {name: {"deepest": q.deepest, "waitMinutes": q.longest_wait()} for name, q in found.queues.items()},
        "dollars": _plain(lines(found.usage, prices)),
    }  # fmt: skip


def _plain(found: Iterable[Line]) -> dict[str, float]:
    return {line.what: round(line.dollars, 6) for line in found}


def _journey(model: Model, prices: Prices, name: str) -> Table:
    found = lines(model.usage(name) * THOUSAND, prices)
    modelled = " — modelled, until the capability is there" if model.is_modelled(name) else ""
    return _lines(found, f"1,000 {name}s: ${dollars(found):.4f}{modelled}")


def _conducted(model: Model, prices: Prices, name: str) -> Table:
    """Both kinds of workflow, without the calls, which are the same."""
    standard = Usage(transitions=sum(map(conducting.transitions, model.sagas(name))))
    kinds = {"standard, as it is": standard, "express": model.express(name)}
    table = _table(f"Conducting the sagas of 1,000 {name}s", "Workflow", "What", "Amount", "US dollars")
    for kind, usage in kinds.items():
        for line in lines(usage * THOUSAND, prices):
            table.add_row(kind, words(line.what), _amount(line.amount), _dollars(line.dollars))
    return table


def _idle(prices: Prices) -> Table:
    found = fixed(idle.standing(), prices)
    table = _lines(found, f"A month in which nobody comes: ${dollars(found):.2f}, and what is stored, for each GB")
    for what in STORED:
        table.add_row(words(what), "each GB", f"{prices.of(what, 1):.3f}")
    metrics = idle.measured_methods() * METRICS_A_METHOD
    table.add_row(
        "gateway metrics, if every route is used", f"{metrics:,}", f"{prices.of('metric_month', metrics):.2f}"
    )
    return table


def _day_bill(found: Day, load: Load, prices: Prices) -> Table:
    each = lines(found.usage, prices)
    title = f"The day: {load.requests:,.0f} requests and {load.messages:,.0f} messages for ${dollars(each):,.0f}"
    return _lines(each, title)


def _lines(found: Iterable[Line], title: str) -> Table:
    table = _table(title, "What", "Amount", "US dollars")
    for line in found:
        table.add_row(words(line.what), _amount(line.amount), _dollars(line.dollars))
    return table


def _dollars(amount: float) -> str:
    return f"{amount:,.4f}" if amount < 1 else f"{amount:,.2f}"


def _strains(found: list[Strain]) -> Table:
    table = Table("Quota", title="What the busiest minute asks of each quota; what breaks first comes first")
    for header in ("Asked", "Allowed", "Times"):
        table.add_column(header, justify="right")
    table.add_column("What to do")
    for each in found:
        remedy = each.remedy if each.load > 1 else "–"
        table.add_row(each.name, f"{each.asked:,.0f}", f"{each.limit:,.0f}", f"{each.load:.2f}", remedy)
    return table


def _functions(found: Day) -> Table:
    table = _table("At work in the busiest minute", "Function", "A second", "ms each", "At once", "p99")
    for each in found.functions:
        numbers = (f"{each.mean:,.0f}", f"{each.p99:,.0f}")
        table.add_row(each.name, f"{each.rate:,.0f}", f"{each.milliseconds:.1f}", *numbers)
    return table


def _tables(found: Day) -> Table:
    table = _table("Units a second in the busiest minute", "Table or partition", "Read", "Write", "Shards needed")
    for name, (read, write) in found.tables.items():
        table.add_row(name, f"{read:,.0f}", f"{write:,.0f}", "–")
    for key, write in found.partitions.items():
        table.add_row(f"biggest tenant, {key}", "–", f"{write:,.0f}", f"{-(-write // 1000):.0f}")
    return table


def _queues(found: Day) -> Table:
    table = _table("The inboxes over the day", "Inbox", "Messages", "Deepest", "Longest wait, minutes")
    for name, queue in found.queues.items():
        table.add_row(name, f"{sum(queue.served):,.0f}", f"{queue.deepest:,.0f}", f"{queue.longest_wait():,}")
    return table


def _table(title: str, first: str, *others: str) -> Table:
    table = Table(first, title=title)
    for header in others:
        table.add_column(header, justify="right")
    return table


def _amount(amount: float) -> str:
    return f"{amount:,.0f}" if amount >= 100 else f"{amount:.3g}"


def words(what: str) -> str:
    """A name of prices.toml for people."""
    return _WORDS.get(what, what.replace("_", " "))


_WORDS: Mapping[str, str] = {
    "gateway_requests": "API Gateway requests",
    "lambda_requests": "Lambda requests",
    "lambda_gb_seconds": "Lambda GB-seconds",
    "read_units": "DynamoDB read units",
    "write_units": "DynamoDB write units",
    "table_gb_month": "DynamoDB storage",
    "events": "EventBridge events",
    "archive_gb": "EventBridge archive, GB taken in",
    "archive_gb_month": "EventBridge archive, storage",
    "queue_requests": "SQS requests",
    "transitions": "Step Functions transitions",
    "express_requests": "Step Functions express executions",
    "express_gb_seconds": "Step Functions express, GB-seconds",
    "signatures": "KMS signatures",
    "log_gb": "CloudWatch logs, GB taken in",
    "out_gb": "Answers to the internet, GB",
    "alarm_month": "CloudWatch alarms",
    "composite_alarm_month": "CloudWatch composite alarms",
    "dashboard_month": "CloudWatch dashboards",
    "key_month": "KMS keys",
    "secret_month": "Secrets",
}
