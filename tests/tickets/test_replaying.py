"""What a consumer with several rules has lost is told again from the archive of the bus."""

import pytest

from local.replaying import Part, replay
from tests.support.envelopes import envelope
from tests.support.gateway import Browser
from tests.support.wire import Wire
from tests.tickets.desk import MEMBER, opened


@pytest.mark.parametrize("part", [Part(), Part(sources=["workforce"])], ids=["everything", "a part"])
def test_what_agents_are_called_is_known_again(wire: Wire, wired: Browser, part: Part) -> None:
    reply = wired.post("/saved-replies", {"name": "x", "bodies": {"en": "{{agent.name}}"}}).json
    said = f"/saved-replies/{reply['id']}/rendering?ticket={opened(wired)['id']}"
    wire.put("workforce", envelope("AgentRegistered", f"agents/{MEMBER}", 1, record={"id": MEMBER, "name": "林小梅"}))
    wire.carry()
    assert wired.get(said).json["body"] == "林小梅"

    [row] = [each for each in wire.tables["tickets"].scan()["Items"] if each["type"] == "agent"]
    wire.tables["tickets"].delete_item(Key={"pk": row["pk"], "sk": row["sk"]})
    assert wired.get(said).json["body"] == "our team"
    replay(wire, "tickets", part)
    wire.carry()
    assert wired.get(said).json["body"] == "林小梅"
