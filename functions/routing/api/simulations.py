"""Simulations: what would have been."""

from typing import Any

from onestop.http import Call, answer_of, part_of
from routing.api.door import ADMIN, app
from routing.service import simulating

ALL, ONE = "/routing/simulations", "/routing/simulations/{simulationId}"


@app.route("POST", ALL, scope=ADMIN, body="NewSimulation", returns="Simulation", status=201, location=ALL + "/{id}")
def start_routing_simulation(call: Call) -> dict[str, Any]:
    """Replay what came, or what is made up, with another policy or staff; the figures follow when it is done."""
    return simulating.start(call.by, call.body, call.once)


@app.route("GET", ALL, scope=ADMIN, query="ListQuery", returns="Simulation", many=True)
def list_routing_simulations(call: Call) -> dict[str, Any]:
    """List the simulations, the latest first."""
    return answer_of(call, simulating.listed(call.by, part_of(call, newest_first=True)))


@app.route("GET", ONE, scope=ADMIN, returns="Simulation")
def get_routing_simulation(call: Call) -> dict[str, Any]:
    """Get one simulation; its figures once it is done."""
    return simulating.shown(call.by, call.path["simulationId"])
