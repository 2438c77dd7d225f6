"""Feeding events again into one consumer, from the archive of the bus.

The archive holds whole events (the log leaves bulk out) and EventBridge itself carries them, to the rules that are
named and to no others. Where only a part is wanted, rules of their own pick it and are removed afterwards. Consumers
know an event that they had before: a replay into a table that holds something already adds what it misses. On AWS it
takes some minutes until an event is in the archive.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from onestop import clock
from onestop.events import SOURCE

PAUSE = 0.2  # seconds between two looks at the state
FAILED = {"CANCELLED", "FAILED"}
Progress = Callable[[str, datetime | None], None]


class ReplayFailed(Exception):
    """EventBridge ended a replay without completing it; the message says why. Starting it again does no harm."""


class Running(Protocol):
    """What a replay needs of a system."""

    @property
    def root(self) -> Mapping[str, str]:
        """The outputs of the root stack."""

    def output(self, capability: str, name: str) -> str:
        """One output of one capability."""

    def client(self, service: str) -> Any:
        """A boto3 client of the place where it runs."""


@dataclass(frozen=True, slots=True)
class Part:
    """Which events: of a time, a tenant, some capabilities or some records; by default all that the archive has."""

    since: datetime | None = None
    until: datetime | None = None
    tenant: str | None = None
    sources: Sequence[str] = ()
    subjects: Sequence[str] = ()

    @property
    def narrows(self) -> bool:
        """Whether it leaves out anything besides a time, which a replay knows by itself."""
        return bool(self.tenant or self.sources or self.subjects)


ALL = Part()


def replay(system: Running, into: str, part: Part = ALL, on_progress: Progress = lambda _state, _reached: None) -> None:
    """Feed archived events into the inbox of the capability `into`, and return when they are there.

    `on_progress` hears EventBridge's state and how far in time it has come. Raises `ReplayFailed`.
    """
    events, name = system.client("events"), f"onestop-{into}-{clock.new_id()}"
    archive = _archive(events, system.root["ArchiveArn"])
    inbox = _arn_of(system.client("sqs"), system.output(into, "InboxUrl"))
    with _rules(events, system.root["BusName"], inbox, name, part) as rules:
        events.start_replay(
            ReplayName=name,
            EventSourceArn=system.root["ArchiveArn"],
            # Events have whole seconds: those of the first and of this second are wanted too.
            EventStartTime=part.since or archive["CreationTime"].replace(microsecond=0),
            EventEndTime=part.until or datetime.now(UTC) + timedelta(seconds=1),
            Destination={"Arn": archive["EventSourceArn"], "FilterArns": rules},
        )
        _until_it_ended(events, name, on_progress)


def _archive(events: Any, arn: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = events.describe_archive(ArchiveName=arn.rpartition("/")[2])
    except events.exceptions.ResourceNotFoundException as nowhere:
        raise ReplayFailed("The bus has no archive: the engine keeps none, or it was deleted.") from nowhere
    return found


def _arn_of(sqs: Any, url: str) -> str:
    return str(sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"])


@contextmanager
def _rules(events: Any, bus: str, inbox: str, name: str, part: Part) -> Iterator[list[str]]:
    """The ARNs of the inbox's own rules, or of some for the time being that let only `part` of this replay through."""
    names = events.list_rule_names_by_target(TargetArn=inbox, EventBusName=bus)["RuleNames"]
    own = {each: events.describe_rule(Name=each, EventBusName=bus) for each in names}
    if not part.narrows:
        yield [rule["Arn"] for rule in own.values()]
        return
    patterns = narrowed({each: json.loads(rule["EventPattern"]) for each, rule in own.items()}, part)
    with ExitStack() as stack:
        arns = []
        for number, (of, pattern) in enumerate(patterns.items()):
            targets = events.list_targets_by_rule(Rule=of, EventBusName=bus)["Targets"]
            said = {"Name": f"{name}-{number}", "EventPattern": json.dumps(pattern | {"replay-name": [name]})}
            arns.append(events.put_rule(**said, EventBusName=bus)["RuleArn"])
            stack.callback(_remove, events, bus, said["Name"], targets)
            events.put_targets(Rule=said["Name"], EventBusName=bus, Targets=targets)
        yield arns


def _remove(events: Any, bus: str, name: str, targets: Sequence[Mapping[str, Any]]) -> None:
    events.remove_targets(Rule=name, EventBusName=bus, Ids=[each["Id"] for each in targets])
    events.delete_rule(Name=name, EventBusName=bus)


def narrowed(patterns: Mapping[str, Mapping[str, Any]], part: Part) -> dict[str, dict[str, Any]]:
    """The patterns of a consumer's rules, by their names, so that they let only `part` through.

    Raises `ReplayFailed` for a source that none of them ever let through.
    """
    wanted = [SOURCE + each for each in part.sources]
    heard = {of: [each for each in wanted if _heard(pattern["source"], each)] for of, pattern in patterns.items()}
    if deaf := [each for each in wanted if not any(each in some for some in heard.values())]:
        raise ReplayFailed(f"It does not listen to {' and '.join(deaf)}.")
    return {of: _narrowed(pattern, heard[of], part) for of, pattern in patterns.items() if heard[of] or not wanted}


def _narrowed(pattern: Mapping[str, Any], sources: Sequence[str], part: Part) -> dict[str, Any]:
    tenant = {"tenant": [part.tenant]} if part.tenant else {}
    subjects = {"subject": list(part.subjects)} if part.subjects else {}
    detail = {**pattern.get("detail", {}), **tenant, **subjects}
    return {**pattern, "source": sources or pattern["source"], **({"detail": detail} if detail else {})}


def _heard(sources: Sequence[Any], source: str) -> bool:
    return any(source == each if isinstance(each, str) else source.startswith(each["prefix"]) for each in sources)


def _until_it_ended(events: Any, name: str, on_progress: Progress) -> None:
    while True:
        found = events.describe_replay(ReplayName=name)
        on_progress(found["State"], found.get("EventLastReplayedTime"))
        if found["State"] == "COMPLETED":
            return
        if found["State"] in FAILED:
            raise ReplayFailed(f"The replay ended as {found['State']}: {found.get('StateReason', 'no reason given')}")
        time.sleep(PAUSE)
