"""Opening tickets, and throwing them away."""

from onestop.numbers import checked
from tests.support.gateway import Browser
from tests.support.wire import Wire
from tests.tickets.desk import CUSTOMER, TEAM, asked, now, opened, patched, path


def test_a_ticket_begins_as_new_with_a_number_that_can_be_read_out(desk: Browser) -> None:
    ticket = opened(desk, needs=[{"skill": "billing", "level": 3}], tags=["vip", "vip"])

    assert (ticket["status"], ticket["statusCategory"], ticket["priority"]) == ("new", "new", "normal")
    assert checked(ticket["number"]) == ticket["number"]
    assert (ticket["waitingSince"], ticket["tags"]) == (ticket["createdAt"], ["vip"])
    assert now(desk, ticket) == ticket


def test_a_ticket_tells_its_customers_story(wire: Wire, wired: Browser) -> None:
    ticket = opened(wired)
    wire.carry()

    said = wire.published("TicketOpened")
    assert (said["subject"], said["data"]["customers"]) == (f"tickets/{ticket['id']}", [CUSTOMER])


def test_a_repeated_request_opens_one_ticket(desk: Browser) -> None:
    first, again = (desk.post("/tickets", asked(), idempotency_key="k") for _ in range(2))
    assert (again.json, again.headers["Idempotency-Replayed"]) == (first.json, "true")


def test_an_external_id_is_one_tickets_own_until_it_is_given_up(desk: Browser) -> None:
    ticket = opened(desk, externalId="crm-7")
    refused = desk.post("/tickets", asked(externalId="crm-7"))
    assert (refused.status, refused.json["ticket"]) == (409, ticket["id"])

    patched(desk, ticket, externalId=None)
    assert opened(desk, externalId="crm-7")["externalId"] == "crm-7"


def test_a_status_that_is_not_defined_is_refused(desk: Browser) -> None:
    refused = desk.post("/tickets", asked(status="nowhere"))
    assert (refused.status, refused.json["errors"][0]["pointer"]) == (422, "/status")


def test_what_was_thrown_away_is_gone_from_every_list_and_its_external_id_free(desk: Browser) -> None:
    ticket = opened(desk, externalId="crm-7", team=TEAM)
    assert desk.delete(path(ticket), if_match='"1"').status == 204

    assert desk.get(path(ticket)).status == 404
    ways = ("", f"team={TEAM}", f"requester={CUSTOMER}", "statusCategory=new", "externalId=crm-7", "sort=-updatedAt")
    assert [desk.get(f"/tickets?{way}").json["data"] for way in ways] == [[] for _ in ways]
    assert opened(desk, externalId="crm-7")["version"] == 1
