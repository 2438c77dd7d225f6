"""The risk of an order: rules that say why, a review that holds it, a refusal that undoes it."""

import pytest

from onestop.errors import RiskRefused
from orders.domain.risk import Facts, Limits, assessed
from tests.orders.driving import KNOWN, Machine, confirmed, seen
from tests.orders.making import of_stock, path, placed
from tests.support.gateway import Browser

LIMITS = Limits(large=1000, watched=frozenset({"fraud"}), trusted=frozenset({"vip"}))
CAREFUL = {"risk": {"review": 10, "refuse": 90, "large": {"EUR": 1000}, "watchedTags": ["欺诈"]}}
DE, CN = {"country": "DE"}, {"country": "CN"}


@pytest.mark.parametrize(
    ("facts", "rule", "points"),
    [
        (Facts(total=1000), "amount", 20),
        (Facts(total=5000), "amount", 30),
        (Facts(total=1, most_pieces=100), "pieces", 10),
        (Facts(total=1, shipping_country="CN", billing_country="DE"), "countries", 20),
        (Facts(total=1, known_hours=0.5), "newcomer", 10),
        (Facts(total=1, orders_today=6), "many-orders", 20),
        (Facts(total=1, tags=frozenset({"fraud"})), "watched", 100),
        (Facts(total=1, tags=frozenset({"vip"})), "trusted", -30),
    ],
    ids=str,
)
def test_each_rule_gives_its_points_and_says_why(facts: Facts, rule: str, points: int) -> None:
    [reason] = assessed(facts, LIMITS).reasons

    assert (reason.rule, reason.points) == (rule, points)
    assert reason.why


@pytest.mark.parametrize(
    "facts",
    [
        Facts(total=999, most_pieces=99, orders_today=5, known_hours=24),
        Facts(total=0, shipping_country="DE"),
        Facts(total=0, shipping_country="DE", billing_country="DE", tags=frozenset({"wholesale"})),
    ],
    ids=str,
)
def test_nothing_is_said_of_what_is_as_usual(facts: Facts) -> None:
    assert assessed(facts, LIMITS).json() == {"verdict": "approve", "score": 0, "reasons": []}


@pytest.mark.parametrize(("points", "verdict"), [(74, "approve"), (75, "review"), (99, "review"), (100, "refuse")])
def test_the_verdict_follows_from_the_sum(points: int, verdict: str) -> None:
    limits = Limits(large=1, review=75 - points + 30, refuse=100 - points + 30)  # a rule gives 30 here

    assert assessed(Facts(total=5), limits).verdict == verdict


def test_trust_outweighs_but_never_goes_below_nothing() -> None:
    facts = Facts(total=1000, tags=frozenset({"vip"}))

    assert assessed(facts, LIMITS).score == 0
    assert len(assessed(facts, LIMITS).reasons) == 2


def test_an_order_that_is_to_be_looked_at_is_confirmed_but_not_packed(desk: Browser) -> None:
    desk.put("/order-settings", CAREFUL)
    order = confirmed(desk, placed(desk, of_stock(3)))
    refused = desk.post(path(order, "shipments"), {})

    assert (order["state"], order["risk"]["verdict"]) == ("confirmed", "review")
    assert (refused.status, refused.json["code"], refused.json["score"]) == (409, "WrongState", 20)


def test_somebody_takes_the_risk_and_it_is_packed(desk: Browser) -> None:
    desk.put("/order-settings", CAREFUL)
    order = confirmed(desk, placed(desk, of_stock(3)))
    cleared = desk.post(path(order, "risk-clearance"))

    assert cleared.json["risk"]["cleared"]["by"] == desk.actor
    assert desk.post(path(order, "shipments"), {}).status == 201
    assert desk.post(path(order, "risk-clearance")).json["code"] == "WrongState"


def test_an_order_that_is_to_be_looked_at_may_be_cancelled_instead(desk: Browser) -> None:
    desk.put("/order-settings", CAREFUL)
    order = confirmed(desk, placed(desk, of_stock(3)))

    assert desk.post(path(order, "cancellations"), {}).status == 201


def test_too_great_a_risk_is_refused_and_the_order_says_why(desk: Browser) -> None:
    desk.put("/order-settings", CAREFUL)
    order = placed(desk, of_stock(3))
    said = {"customer": {**KNOWN, "tags": ["欺诈"]}}
    for _ in range(2):
        with pytest.raises(RiskRefused):
            Machine(order["id"]).ask("AssessRisk", **said)

    assert [each["rule"] for each in seen(desk, order)["risk"]["reasons"]] == ["amount", "watched"]


def test_what_was_assessed_stays_whatever_is_decided_later(desk: Browser) -> None:
    order = placed(desk, of_stock(3))
    first = Machine(order["id"]).ask("AssessRisk", customer=KNOWN)
    desk.put("/order-settings", CAREFUL)

    assert Machine(order["id"]).ask("AssessRisk", customer=KNOWN) == first


def test_all_facts_are_weighed(desk: Browser) -> None:
    desk.put("/order-settings", {"risk": {"review": 1000, "refuse": 1000, "large": {"EUR": 1}}})
    for _ in range(5):
        placed(desk)
    order = placed(desk, of_stock(100), shippingAddress=CN, billingAddress=DE)
    known = {**KNOWN, "since": order["createdAt"]}

    said = Machine(order["id"]).ask("AssessRisk", customer=known)
    assert {each["rule"]: each["points"] for each in said["reasons"]} == {
        "amount": 30, "pieces": 10, "countries": 20, "newcomer": 10, "many-orders": 20
    }  # fmt: skip


def test_settings_have_their_defaults_until_somebody_decides(desk: Browser) -> None:
    assert desk.get("/order-settings").json["reservationSeconds"] == 900
    decided = desk.put("/order-settings", {"reservationSeconds": 60})

    assert (decided.status, desk.get("/order-settings").json) == (200, decided.json)
    order = placed(desk, of_stock(1))
    assert Machine(order["id"]).ask("Begin")["seconds"] == 60


@pytest.mark.parametrize("said", [{"reservationSeconds": 59}, {"risk": {"review": 50, "refuse": 40}},
                                  {"risk": {"large": {"EURO": 1}}}, {"more": 1}], ids=str)  # fmt: skip
def test_settings_that_make_no_sense_are_refused(desk: Browser, said: dict[str, object]) -> None:
    assert desk.put("/order-settings", said).status == 422
