"""Who meets trouble: as many as asked, the same for the same seed, each kind as often as the others."""

from collections import Counter

from local.orders.troubles import KINDS, troubles


def test_as_many_orders_as_asked_meet_trouble() -> None:
    assert len(troubles(830, 0.1, 1)) == 83


def test_the_same_seed_chooses_the_same_orders() -> None:
    assert troubles(830, 0.1, 1) == troubles(830, 0.1, 1) != troubles(830, 0.1, 2)


def test_each_kind_comes_as_often_as_the_others() -> None:
    counts = Counter(each.name for each in troubles(830, 0.1, 1).values())

    assert len(counts) == len(KINDS)
    assert max(counts.values()) - min(counts.values()) <= 1


def test_without_a_share_nothing_goes_wrong() -> None:
    assert troubles(830, 0, 1) == {}
