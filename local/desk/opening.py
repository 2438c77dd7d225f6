"""Opening the desk: its members, agents, skills, queues, and what is promised. What is there already is used again."""

import base64
import hmac
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from local import demo
from local.api import Api
from local.desk.questions import SKILLS
from local.desk.staff import Person, people
from local.making import Item, made
from local.system import System

TAG = "desk-demo"
FIRST, LAST = SKILLS[:3], SKILLS[3:]  # which queues each half of the desk serves first
KNOWN = timedelta(seconds=40)  # after which everybody goes by a new policy
HOLDS = 2  # items at a time, by their usual weight


@dataclass(frozen=True, slots=True)
class Pace:
    """How much faster than life it goes: what is promised is promised in the time of the demo."""

    speed: float

    def seconds(self, alive: float, least: int = 1) -> int:
        """Seconds of life in whole seconds of the demo."""
        return max(least, round(alive / self.speed))


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody at the desk, who asks with a token of their own."""

    id: str
    name: str
    api: Api


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk as it was opened. `lead` may do what supervisors may; `queues` are ids by skill."""

    lead: Api
    agents: dict[str, Agent]
    queues: dict[str, str]
    customers: list[str]
    policy: Item


def opened(system: System, count: int, pace: Pace, report: Callable[[str], None]) -> Desk:
    """Open a desk of `count` agents. Raises ApiError, TaskFailed and NotThere."""
    admin, lead = (Api(system.base_url, lambda role=role: system.token(role), 16) for role in ("admin", "supervisor"))
    report("members")
    staff = _members(system, admin, count)
    report("skills and queues")
    for skill in SKILLS:
        made(admin, "/skills", "key", {"key": skill, "name": skill.capitalize()})
    queues = _queues(admin, pace)
    profiles = [_profile(admin, name, first, queues, pace) for name, first in (("Front", FIRST), ("Back", LAST))]
    report("agents")
    units = admin.get("/workforce-settings")["weights"]["ticket"] * HOLDS
    for number, (member, person, _) in enumerate(staff):
        _agent(admin, member, person, profiles[number % 2], units)
    policy = _promise(admin, pace)
    report("until everybody knows what is promised")
    _known(policy)
    customers = [each["id"] for each in admin.get("/customers", limit=200)["data"]]
    return Desk(lead, {member: Agent(member, who.name, api) for member, who, api in staff}, queues, customers, policy)


def _members(system: System, admin: Api, count: int) -> list[tuple[str, Person, Api]]:
    """The members that the agents are, with what each asks through."""
    tenant = demo.read(system.place.root)
    if tenant is None:
        raise LookupError("there is no demo tenant")  # whoever got here has asked with a token of it
    owner, me = tenant.members["owner"], admin.get("/me")
    staff = people(count, owner.email.rpartition("@")[2])
    there = {each["email"]: each["id"] for each in admin.pages("/members")}
    secrets = {each.email: _password(owner.password, each.email) for each in staff}

    def join(each: Person) -> tuple[str, Person, Api]:
        if each.email not in there:
            said = {"email": each.email, "name": each.name, "roles": ["agent"], "password": secrets[each.email]}
            there[each.email] = system.task("AddMember", said, me["tenant"])["member"]["id"]
        token = lambda: system.login(tenant.slug, each.email, secrets[each.email])  # noqa: E731
        return there[each.email], each, Api(system.base_url, token)

    with ThreadPoolExecutor(max_workers=4) as pool:
        return list(pool.map(join, staff))


def _password(secret: str, email: str) -> str:
    """Everybody's own, and the same again the next time: made of what only this machine knows."""
    return base64.urlsafe_b64encode(hmac.digest(secret.encode(), email.encode(), "sha256")).decode()[:24]


def _queues(admin: Api, pace: Pace) -> dict[str, str]:
    policy = {
        "method": "scored",
        "skills": {
            "require": True,
            "relax": [{"after": pace.seconds(120), "by": 1}, {"after": pace.seconds(360), "by": 5}],
        },
        "language": {"require": True, "after": pace.seconds(600)},
        "lastAgent": {"seconds": pace.seconds(60)},
    }
    decides = made(admin, "/routing-policies", "name", {"name": "The right agent, in time", **policy})
    found = {}
    for position, skill in enumerate(SKILLS):
        match = {"all": [{"field": "tags", "op": "contains", "value": each} for each in (TAG, skill)]}
        said = {"policy": decides["id"], "match": match, "position": position, "accept": "offer",
                "offerSeconds": pace.seconds(60, least=5), "target": pace.seconds(300)}  # fmt: skip
        found[skill] = made(admin, "/queues", "name", {"name": f"{skill.capitalize()} desk", **said})["id"]
    return found


def _profile(admin: Api, name: str, first: Iterable[str], queues: dict[str, str], pace: Pace) -> str:
    """All serve all queues, some of them first and the others once somebody has waited there."""
    mine = set(first)
    serves = [
        {"queue": queue, "priority": 1} if skill in mine else {"queue": queue, "priority": 2, "delay": pace.seconds(60)}
        for skill, queue in queues.items()
    ]
    return str(made(admin, "/routing-profiles", "name", {"name": f"{name} desk", "queues": serves})["id"])


def _agent(admin: Api, member: str, person: Person, profile: str, units: int) -> None:
    skills = [{"skill": skill, "level": level} for skill, level in person.skills.items()]
    said = {"name": person.name, "skills": skills, "languages": list(person.languages), "capacity": units,
            "profile": profile}  # fmt: skip
    made(admin, "/agents", "id", {"id": member, **said})


def _promise(admin: Api, pace: Pace) -> Item:
    """A first answer in a quarter of an hour and a solution in an hour, half of that for what is urgent; by the clock
    of the demo, around the clock."""

    def targets(factor: float) -> dict[str, int]:
        return {"firstResponse": pace.seconds(900 * factor), "nextResponse": pace.seconds(900 * factor),
                "resolution": pace.seconds(3600 * factor)}  # fmt: skip

    said = {"name": "Desk demo", "condition": {"field": "tags", "op": "contains", "value": TAG},
            "targets": {"normal": targets(1), "high": targets(0.5)}, "warn": {"percent": 80}}  # fmt: skip
    return made(admin, "/sla-policies", "name", said)


def _known(policy: Item) -> None:
    """Wait for as long as a process may go by what it read before the policy was there."""
    told = datetime.now(UTC) - datetime.fromisoformat(policy["updatedAt"])
    time.sleep(max(0.0, (KNOWN - told).total_seconds()))
