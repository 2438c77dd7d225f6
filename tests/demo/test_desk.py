"""An hour at the desk: what is asked, who works there, and how it is judged."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from local.desk.judging import Verdict, judged
from local.desk.log import Log, Step
from local.desk.opening import Pace
from local.desk.questions import OURS, SKILLS, NoQuestions, questions
from local.desk.staff import people

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
POLICY = {"targets": {"normal": {"firstResponse": 60, "nextResponse": 60, "resolution": 600}}}
ANNA, BEN = "anna", "ben"


def text(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


class Day:
    """The log of one ticket, written a line at a time."""

    def __init__(self) -> None:
        self.log = Log()
        self.ticket: dict[str, Any] = {"id": "t", "priority": "normal", "createdAt": text(NOON), "sla": None}

    def ticket_is(self, seconds: float, category: str, **said: Any) -> None:
        self.ticket = {**self.ticket, "statusCategory": category, **said}
        self.log.tickets["t"].append(Step(at(seconds), "TicketChanged", self.ticket))

    def says(self, seconds: float, who: str) -> None:
        record = {"public": True, "from": who, "createdAt": text(at(seconds))}
        self.log.comments["t"].append(Step(at(seconds), "CommentAdded", record))

    def work_is(self, seconds: float, state: str, agent: str | None = None, event: str = "WorkAssigned") -> None:
        offer = {"agent": agent} if state == "offered" else None
        record = {"state": state, "agent": agent, "offer": offer, "units": 20}
        self.log.work["t"].append(Step(at(seconds), event, record))

    def misses(self, **misses: int) -> None:
        clocks = [{"metric": metric, "misses": count} for metric, count in misses.items()]
        self.ticket_is(9999, self.ticket["statusCategory"], sla={"clocks": clocks})

    def judged(self, solved: bool = True, capacity: int = 40) -> Verdict:
        return judged(self.log, ["t"], ["t"] if solved else [], {ANNA: capacity, BEN: capacity}, POLICY)


@pytest.fixture
def day() -> Day:
    """A ticket that Anna is offered, takes, answers after half a minute and solves."""
    made = Day()
    made.ticket_is(0, "new")
    made.work_is(1, "waiting", event="WorkQueued")
    made.work_is(2, "offered", ANNA, "WorkOffered")
    made.work_is(3, "assigned", ANNA)
    made.says(30, "agent")
    made.ticket_is(30, "solved", resolvedAt=text(at(30)))
    made.work_is(31, "done", event="WorkDone")
    return made


def test_a_good_day_has_no_complaint(day: Day) -> None:
    verdict = day.judged()
    assert (verdict.complaints, verdict.assignments, verdict.fullest, verdict.waits) == ([], 1, 0.5, [2.0])
    assert verdict.promises["firstResponse", "hit"] == 1


def test_work_that_nobody_did_is_lost(day: Day) -> None:
    assert "nobody has solved it" in day.judged(solved=False).complaints[0]
    day.log.work.clear()
    assert "no work came of it" in day.judged().complaints[0]


def test_work_in_two_hands_is_noticed(day: Day) -> None:
    day.log.work["t"].insert(
        3, Step(at(2.5), "WorkAssigned", {"state": "assigned", "agent": BEN, "offer": None, "units": 20})
    )
    assert any("was given it while" in each for each in day.judged().complaints)


def test_more_than_an_agent_can_hold_is_noticed(day: Day) -> None:
    assert "had 20 of 10 units" in day.judged(capacity=10).complaints[0]


def test_a_miss_that_the_ticket_does_not_know_is_noticed(day: Day) -> None:
    day.log.comments["t"] = []
    day.log.tickets["t"].pop()
    day.ticket_is(100, "solved", resolvedAt=text(at(100)))
    day.says(100, "agent")
    assert "firstResponse was missed 1 times by the log, 0 by the ticket" in day.judged().complaints[0]
    day.misses(firstResponse=1)
    assert day.judged().complaints == []


def test_time_that_waits_for_the_customer_does_not_count() -> None:
    day = Day()
    day.ticket_is(0, "new")
    day.says(30, "agent")
    day.ticket_is(30, "pending")
    day.says(5000, "requester")
    day.ticket_is(5000, "open")
    day.says(5100, "agent")
    day.ticket_is(5100, "solved", resolvedAt=text(at(5100)))
    day.work_is(1, "waiting", event="WorkQueued")
    day.work_is(5101, "done", event="WorkDone")
    day.misses(nextResponse=1)
    verdict = day.judged()
    assert verdict.complaints == []
    assert (verdict.promises["resolution", "hit"], verdict.promises["nextResponse", "missed"]) == (1, 1)


def test_our_own_questions_are_in_both_languages_about_everything() -> None:
    asked = questions(None)
    assert {each.skill for each in asked} == set(SKILLS) == set(OURS)
    assert {each.language for each in asked} == {"en", "zh-CN"}


def test_a_file_of_questions_is_read_by_the_names_of_its_columns(tmp_path: Path) -> None:
    file = tmp_path / "asked.csv"
    file.write_text("\ufeffsentence,label\nWhere is it?,WHERE\n包裹呢,WHERE\n,WHERE\n", "utf-8")
    asked = questions(file)
    assert [(each.text, each.language) for each in asked] == [("Where is it?", "en"), ("包裹呢", "zh-CN")]
    assert len({each.skill for each in asked}) == 1


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"text,category\n", b"text,category\n\xff,x\n"])
def test_a_file_without_questions_says_what_is_wrong_with_it(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "asked.csv"
    file.write_bytes(content)
    with pytest.raises(NoQuestions, match=r"asked\.csv"):
        questions(file)


def test_the_staff_is_the_same_each_time_and_knows_everything_together() -> None:
    staff = people(50, "desk.example")
    assert staff == people(50, "desk.example")
    assert len({each.email for each in staff}) == 50
    assert {skill for each in staff for skill in each.skills} == set(SKILLS)
    assert sum("zh-CN" in each.languages for each in staff) == 20


def test_what_is_promised_is_promised_in_the_time_of_the_demo() -> None:
    assert (Pace(60).seconds(900), Pace(60).seconds(10), Pace(60).seconds(60, least=5)) == (15, 1, 5)
