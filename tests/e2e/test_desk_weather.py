"""Ten minutes at a desk in bad weather; then the log is read, and everything has to add up as on a fine day.

Functions are killed with work in their hands, calls refused, deliveries doubled, delayed and out of order, and the
engine dies once, while customers ask and agents take, pass on, overlook and answer.
"""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

import pytest
from botocore.exceptions import BotoCoreError, ClientError

from local import balancing
from local.api import Api
from local.demo import Member, Tenant
from local.desk.command import functions_of, minute
from local.desk.judging import Verdict, judged
from local.desk.log import read
from local.desk.opening import Desk, Pace, opened
from local.desk.questions import questions
from local.desk.working import Hour, Minutes, Shift
from tests.chaos.scene import OWNER, Scene
from tests.e2e.histories import Weather
from tests.support.eventually import eventually

pytestmark = pytest.mark.embedded
HOUR = Hour(minutes=10, speed=30, tickets=14, seed=1)
PATIENCE = 240  # seconds
LEADS = ("owner", "admin", "supervisor")


@dataclass
class Told:
    """The ten minutes after its end, and its verdict."""

    shift: Shift
    verdict: Verdict
    struck: dict[str, int]


@pytest.fixture(scope="module")
def desk(scene: Scene) -> Desk:
    """Eight agents; the owner of the tenant is everybody who leads."""
    slug, email, password = OWNER
    tenant = Tenant(slug, "Chaos", {role: Member(role, "Ada", email, password) for role in LEADS})
    (scene.home.root / "demo.json").write_text(json.dumps(asdict(tenant)), "utf-8")
    owner = Api(scene.system.base_url, scene.token)
    for number in range(5):
        owner.post("/customers", {"kind": "person", "name": f"Customer {number}"}, key=f"desk-weather-{number}")
    return opened(scene.system, 8, Pace(HOUR.speed), lambda _: None)


@pytest.fixture(scope="module")
def told(scene: Scene, desk: Desk) -> Told:
    since = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    shift, weather = Shift(desk, questions(None), HOUR), Weather(scene, "desk")
    weather.start()
    with Minutes(lambda name: _a_minute(scene, name), functions_of(scene.system), HOUR.speed):
        shift.plan()
        _until(shift, HOUR.minutes * 30)
        with weather.turns:
            scene.kill_the_engine()
        _until(shift, HOUR.minutes * 60)
        weather.end()
        eventually(lambda: shift.go_on() or scene.redrive() or shift.over(), within=PATIENCE)
    shift.close()
    eventually(lambda: not scene.redrive() and balancing.look(scene.system).missing == [], within=PATIENCE)
    owner = Api(scene.system.base_url, scene.token)
    capacities = {each["id"]: each["capacity"] for each in owner.pages("/agents")}
    log = read(owner, since)
    return Told(shift, judged(log, shift.score.tickets, shift.score.solved, capacities, desk.policy), scene.struck())


def _a_minute(scene: Scene, function: str) -> None:
    with suppress(BotoCoreError, ClientError):  # who looks at the clock may be killed, too
        minute(scene.system, function)


def _until(shift: Shift, moment: float) -> None:
    """Go on until so many seconds of the desk's time have passed."""
    eventually(lambda: shift.go_on() or shift.elapsed >= moment, within=PATIENCE)


def test_nothing_is_lost_or_given_twice_and_nobody_holds_too_much(told: Told) -> None:
    print(told.struck, told.shift.score.faults[:5], told.verdict.assignments)

    assert told.verdict.complaints == []
    assert len(told.shift.score.solved) == told.shift.planned > 0


def test_the_weather_was_bad(told: Told) -> None:
    assert sum(told.struck.values()) > 20
