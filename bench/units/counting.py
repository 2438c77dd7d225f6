"""Every operation of every capability, used once and counted."""

from bench.parts import Say, Section
from bench.units.acting import at_hand, automation, many
from bench.units.catalog import prices, products
from bench.units.customers import customers, fields, lists
from bench.units.floor import floor
from bench.units.fulfilment import cancelling, confirming, shipping, watching
from bench.units.growing import SIZES, grown
from bench.units.hearing import LogMeter
from bench.units.identity import credentials, members, sessions, tasks
from bench.units.joining import joining, web_forms
from bench.units.listeners import consumers, reading, relays
from bench.units.operation import Operation
from bench.units.orders import documents, orders
from bench.units.payments import payments
from bench.units.promises import promises
from bench.units.returns import returns
from bench.units.routing import routing
from bench.units.stage import Stage, staged
from bench.units.stock import stock
from bench.units.tickets import desk, ticket_doors, tickets, views
from bench.units.timing import timed
from bench.units.workforce import workforce

STORIES = (
    customers, lists, fields, products, prices, stock, sessions, members, credentials, tasks, orders, confirming,
    shipping, cancelling, watching, documents, payments, returns, desk, tickets, views, joining, web_forms, at_hand,
    many, automation, promises, ticket_doors, workforce, routing, floor, relays, consumers, reading,
)  # fmt: skip


def told(stage: Stage, say: Say) -> list[Operation]:
    """All operations, in the order in which they were used."""
    for story in STORIES:
        story(stage)
        say(f"{story.__name__}: {len(stage.operations)} operations so far")
    return stage.operations


def counted(log: LogMeter, say: Say) -> Section:
    """The units part: what each operation of each capability uses, and the CPU that it takes."""
    with staged(log) as stage:
        operations = told(stage, say)
        growth = grown(stage, SIZES, say)
    say(f"the CPU of each of {len(operations)} operations")
    times = timed(operations, stage.remembered)
    section: Section = {"operations": {}, "growth": growth}
    for operation, time in zip(operations, times, strict=True):
        section["operations"].setdefault(operation.capability, {})[operation.name] = operation.counts() | {
            "cpu_us": time
        }
    return section
