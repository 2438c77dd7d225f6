"""Whatever is packed, unpacked, shipped, failed and cancelled of an order: its money and its pieces add up."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from onestop.errors import NotShippable
from orders.domain import fulfilment, pieces, worth
from orders.domain.lines import NONE_YET
from orders.domain.states import NEXT

NOTHING = {"amount": 0, "currency": "EUR"}
VARIANT = "01J0000000000000000000000V"


def line(number: int, quantity: int, net: int, tax: int, goods: bool) -> dict[str, Any]:
    amounts = {"net": net, "tax": tax, "gross": net + tax}
    money = {name: {"amount": amount, "currency": "EUR"} for name, amount in amounts.items()}
    components = [{"variant": f"{VARIANT[:-1]}{letter}", "quantity": of} for letter, of in (("A", 2), ("B", 1))]
    of_stock = {"variant": VARIANT if goods else None, "components": components if goods else [], "location": None}
    return {"line": str(number), "quantity": quantity, **money, **of_stock, **NONE_YET, "charged": NOTHING}


LINE = st.tuples(st.integers(1, 7), st.integers(0, 50), st.integers(0, 9), st.booleans())
LINES = st.lists(LINE, min_size=1, max_size=4).map(lambda said: [line(n, *each) for n, each in enumerate(said, 1)])
ACTS = st.lists(st.tuples(st.sampled_from(["pack", "unpack", "ship", "fail", "cancel"]), st.integers(0, 99)),
                max_size=25)  # fmt: skip


@dataclass
class Shop:
    """An order as the services move its pieces, without the table."""

    lines: list[Any]
    given: dict[str, Any] = field(default_factory=dict)
    packed: list[Any] = field(default_factory=list)
    shipped: list[Any] = field(default_factory=list)
    cancelled: list[Any] = field(default_factory=list)

    def act(self, what: str, chance: int) -> None:
        if what in ("pack", "cancel"):
            self._take(what, chance)
        elif self.packed:
            self._move(what, self.packed.pop(chance % len(self.packed)))

    def finish(self) -> None:
        """Everything that is left goes out."""
        for _ in range(len(self.packed)):
            self.act("ship", 0)
        if any(map(fulfilment.free, self.lines)):
            self._take("pack", 0, everything=True)
            self.act("ship", 0)

    def _take(self, what: str, chance: int, everything: bool = False) -> None:
        asked = None if everything else self._some(chance)
        try:
            wanted = fulfilment.chosen(self.lines, asked)
        except NotShippable:
            return
        add = fulfilment.with_charges if what == "pack" else fulfilment.cancelled_with_charges
        wanted = add(self.lines, wanted)
        portions, self.given = worth.given_out(self.lines, self.given, wanted)
        self.lines = fulfilment.moved(self.lines, wanted, **{"pack": {"packed": 1}, "cancel": {"cancelled": 1}}[what])
        (self.packed if what == "pack" else self.cancelled).append(portions)

    def _move(self, what: str, portions: Any) -> None:
        by = {"packed": -1, "shipped": 1} if what == "ship" else {"packed": -1}
        self.lines = fulfilment.moved(self.lines, worth.quantities(portions), **by)
        if what == "ship":
            self.shipped.append(portions)
        else:
            self.given = worth.taken_back(self.given, portions)

    def _some(self, chance: int) -> list[Any]:
        which = self.lines[chance % len(self.lines)]
        return [{"line": which["line"], "quantity": 1 + chance % which["quantity"]}]


def amount(portions: Iterable[Any], name: str) -> int:
    return sum(each[name]["amount"] for group in portions for each in group)


@given(LINES, ACTS)
def test_what_was_shipped_and_what_was_cancelled_come_to_the_order_to_the_cent(lines: Any, acts: Any) -> None:
    shop = Shop(lines)
    for what, chance in acts:
        shop.act(what, chance)
    shop.finish()

    for name in ("net", "tax", "gross"):
        whole = sum(each[name]["amount"] for each in lines)
        assert amount(shop.shipped, name) + amount(shop.cancelled, name) == whole


@given(LINES, ACTS)
def test_no_portion_is_less_than_nothing_or_more_than_its_line(lines: Any, acts: Any) -> None:
    shop, gross = Shop(lines), {each["line"]: each["gross"]["amount"] for each in lines}
    for what, chance in acts:
        shop.act(what, chance)
        for group in (*shop.packed, *shop.shipped, *shop.cancelled):
            assert all(0 <= each["gross"]["amount"] <= gross[each["line"]] for each in group)
            assert all(each["tax"]["amount"] >= 0 for each in group)


@given(LINES, ACTS)
def test_every_piece_is_in_one_place_and_the_state_is_one_that_may_follow(lines: Any, acts: Any) -> None:
    shop, state = Shop(lines), "confirmed"
    for what, chance in acts:
        shop.act(what, chance)
        assert all(fulfilment.free(each) >= 0 for each in shop.lines)
        following = fulfilment.state_of(shop.lines)
        assert following == state or following in NEXT[state]
        state = following


@given(LINES, ACTS)
def test_whatever_is_packed_the_lines_in_words_go_with_it(lines: Any, acts: Any) -> None:
    shop = Shop(lines)
    for what, chance in acts:
        before = len(shop.packed)
        shop.act(what, chance)
        goods_asked_for = fulfilment.is_goods(lines[chance % len(lines)])
        if len(shop.packed) > before and goods_asked_for:
            assert not any(fulfilment.free(each) for each in shop.lines if not fulfilment.is_goods(each))


@given(LINES, ACTS)
def test_what_is_held_for_an_order_leaves_or_goes_back_piece_by_piece(lines: Any, acts: Any) -> None:
    shop = Shop(lines)
    for what, chance in acts:
        shop.act(what, chance)
    shop.finish()
    moved: dict[str, int] = {}
    for group in (*shop.shipped, *shop.cancelled):
        for each in pieces.to_move(lines, worth.quantities(group)):
            moved[each["line"]] = moved.get(each["line"], 0) + each["quantity"]

    assert moved == {each["line"]: each["quantity"] for each in pieces.to_reserve(lines)}


@given(st.integers(0, 10**9), st.integers(1, 50))
def test_piece_by_piece_each_is_worth_the_same_but_for_the_rounding(gross: int, quantity: int) -> None:
    one = line(1, quantity, gross, 0, True)
    shop = Shop([one])
    for _ in range(quantity):
        shop.act("cancel", 0)

    assert len(shop.cancelled) == quantity
    assert all(abs(amount([each], "gross") * quantity - gross) <= quantity for each in shop.cancelled)
