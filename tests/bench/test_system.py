"""What the bench asks of a running system, and how it shows what it saw."""

import json

from bench.system import CLIENTS, SIZES, crowd, tables
from bench.system.operations import OPERATIONS

SEEN = {"rps": 300.4, "p50_ms": 3.2, "p99_ms": 11.9, "client_cpu": 0.1}
PERSON = ("01M80BX45908B4Z3DDGS3K2YSF", "ada@example.org")


def a_section() -> dict:
    size = {operation: {f"c{clients}": SEEN for clients in CLIENTS} for operation in OPERATIONS}
    return {"sizes": {name: {**size, "memory_mb": 600, "workers_mb": 400} for name in SIZES}}


def test_each_operation_has_a_line_for_each_number_of_clients_and_a_column_for_each_size():
    speed, memory = tables(a_section())
    assert speed.row_count == len(OPERATIONS) * len(CLIENTS)
    assert next(iter(speed.columns[-1].cells)) == "300 (3, 12)"
    assert memory.row_count == len(SIZES)


def test_an_operation_is_about_the_person_it_is_given():
    asked = {name: request(PERSON)[1] for name, request in OPERATIONS.items()}
    assert asked["get"] == asked["patch"] == f"/v1/customers/{PERSON[0]}"
    assert asked["search"] == f"/v1/customers?email={PERSON[1]}"


def test_two_creations_are_of_two_people():
    bodies = [json.dumps(OPERATIONS["create"](PERSON)[2]) for _ in range(2)]
    assert bodies[0] != bodies[1]


def test_the_placeholders_of_a_crowd_do_not_meet_by_chance():
    text = json.dumps(crowd._SAID)
    assert text.count(crowd._ADDRESS) == 1
    assert crowd._NUMBER.lower() in crowd._ADDRESS
