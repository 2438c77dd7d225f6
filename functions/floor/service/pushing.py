"""Telling wallboards what has changed: beside the counting, so that no slow wallboard holds that up."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from floor import table
from floor.domain.item import NOWHERE
from floor.service import connecting, looking
from onestop.aws import websockets
from onestop.observe import logger
from onestop.tables import served
from onestop.text import to_json

SOCKETS = "SOCKETS_API"
WHOLE = ("queues", "teams", "agents", "alerts")


@dataclass(slots=True)
class Changed:
    """What has changed of a tenant's floor: ids of queues and agents, and whether alerts or names did."""

    queues: set[str] = field(default_factory=set)
    agents: set[str] = field(default_factory=set)
    alerts: bool = False
    names: bool = False

    def note(self, sk: str) -> None:
        """Note what an item of the floor is about, by its sort key."""
        kind, _, about = sk.partition("#")
        if kind == "tally":
            self.queues.add(about)
        elif kind == "agent":
            self.agents.add(about)
        elif kind == "up":
            self.alerts = True
        else:
            self.names = True


def push(tenant: str, changed: Changed) -> int:
    """Send each wallboard of a tenant the parts of what it sees that changed, and return how many there were.

    1 call where nobody is connected, else those of a look at the floor and 1 for each wallboard.
    """
    sockets = _connected(tenant)
    if not sockets:
        return 0
    floor = looking.read(tenant)
    parts = {member: _parts(looking.shown(floor, member), changed) for member in {each.member for each in sockets}}
    for each in sockets:
        send(each, parts[each.member])
    return len(sockets)


def whole(connection: str) -> None:
    """Send a wallboard all that it sees, because it asked for it."""
    socket = table.find_socket(connection)
    if socket is not None:
        send(socket, looking.shown(looking.read(socket.pk.partition("#")[0]), socket.member))


def send(socket: table.Socket, document: Mapping[str, Any]) -> None:
    """Send a document; one too large is replaced by the word that it is worth fetching. Who has gone is forgotten."""
    message = to_json(document).encode()
    if len(message) > websockets.LARGEST:
        message = to_json({"version": document["version"], "fetch": True}).encode()
    if not websockets.post(os.environ[SOCKETS], socket.id, message):
        logger.info("gone", connection=socket.id)
        connecting.forget(socket)


def _connected(tenant: str) -> list[table.Socket]:
    with served():
        return list(table.Socket.query(table.sockets_pk(tenant), consistent_read=True))


def _parts(document: Mapping[str, Any], changed: Changed) -> dict[str, Any]:
    """The version and the moment with what changed; teams are sums of their agents, so they come along."""
    if changed.names:
        return dict(document)
    agents = [each for each in document["agents"] if each["agent"] in changed.agents]
    teams = {team for each in agents for team in each["teams"]}
    parts = {
        "queues": [each for each in document["queues"] if (each["queue"] or NOWHERE) in changed.queues],
        "agents": agents,
        "teams": [each for each in document["teams"] if each["team"] in teams],
    }
    told = {name: found for name, found in parts.items() if found}
    alerts = {"alerts": document["alerts"]} if changed.alerts else {}
    return {"at": document["at"], "version": document["version"], "partial": True, **told, **alerts}
