"""What the doors without HTTP write when something goes wrong: whose it is, its class, its place, nobody's words."""

from collections.abc import Callable
from typing import Any

import pytest

from onestop import inbox
from onestop.errors import AlreadyTaken, TryAgain
from onestop.events import Event
from onestop.observe import Fault, logger, observed
from tests.layer.test_relay_and_inbox import message
from tests.support.gateway import CONTEXT, TENANT
from tests.support.listening import Heard, listening

CANARY = "金丝雀小姐 kanari@vogel.example"


def consuming(consumer: Callable[[Event], None], body: Any = None) -> Heard:
    records = [message(1) | ({"body": body} if body else {})]
    with listening() as heard:
        inbox.opens({inbox.ANY: consumer})({"Records": records}, CONTEXT)
    return heard


def failing(error: Exception) -> Callable[[Any], None]:
    def fail(_: Any) -> None:
        try:
            raise KeyError(CANARY)
        except KeyError as cause:
            raise error from cause

    return fail


def handled(error: Exception) -> tuple[Heard, BaseException]:
    """The log, and what Lambda is given to see, of a handler that fails."""
    with listening() as heard, pytest.raises(Exception) as seen:
        observed(lambda event, context: failing(error)(event))({}, CONTEXT)
    return heard, seen.value


def test_a_fault_of_a_consumer_is_told_with_its_event_and_without_its_message() -> None:
    [line] = consuming(failing(ValueError(CANARY))).lines
    assert (line["message"], line["exception_name"], line["event_id"]) == ("not consumed", "ValueError", "E1")
    assert (line["tenant"], line["correlation"]) == (TENANT, "c-1")
    assert "in fail" in line["exception"]
    assert CANARY not in str(line)


def test_an_event_that_comes_too_early_is_told_by_its_code() -> None:
    [line] = consuming(failing(TryAgain(CANARY))).lines
    assert (line["message"], line["code"], line["level"]) == ("not consumed", "TryAgain", "WARNING")
    assert CANARY not in str(line)


def test_what_is_no_event_is_nobodys_and_is_not_quoted() -> None:
    [line] = consuming(lambda _: None, f'{{"detail": "{CANARY}"').lines
    assert (line["tenant"], line["correlation"], line["message_id"]) == ("-", "-", "m1")
    assert CANARY not in str(line)


def test_a_fault_leaves_a_handler_without_its_message_and_without_its_causes() -> None:
    heard, seen = handled(ValueError(CANARY))
    assert isinstance(seen, Fault)
    assert (str(seen), seen.__cause__, seen.__suppress_context__) == ("ValueError", None, True)
    assert heard.quotes(CANARY) == []


def test_an_error_of_ours_keeps_its_class_and_loses_its_details() -> None:
    heard, seen = handled(AlreadyTaken(f"Another member has the address {CANARY}."))
    assert (type(seen), str(seen)) == (AlreadyTaken, AlreadyTaken.title)
    assert [(line["message"], line["code"]) for line in heard.lines] == [("refused", "AlreadyTaken")]


def test_what_one_call_was_about_is_forgotten_in_the_next() -> None:
    def handler(event: str, context: Any) -> None:
        if event:
            logger.append_keys(tenant=event, actor="member/M")
        logger.info("done")

    with listening() as heard:
        [observed(handler)(event, CONTEXT) for event in (TENANT, "")]
    assert [(line["tenant"], line.get("actor")) for line in heard.lines] == [(TENANT, "member/M"), ("-", None)]


def test_a_fault_that_is_its_own_cause_is_told_once() -> None:
    error = ValueError(CANARY)
    error.__cause__ = KeyError(CANARY)
    error.__cause__.__cause__ = error
    [line] = consuming(lambda _: _raise(error)).lines
    assert line["exception"].count("ValueError") == line["exception"].count("KeyError") == 1


def _raise(error: Exception) -> None:
    raise error
