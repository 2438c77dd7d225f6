"""Whatever is done in whatever order: what stands beside the customers is exactly what the living ones say."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from tests.support import tables
from tests.support.gateway import Browser
from tests.support.moto import empty_aws

FIELDS = st.fixed_dictionaries(
    {"name": st.sampled_from(["Ada Byron", "Amy Waller"])},
    optional={
        "emails": st.lists(st.sampled_from(["a@example.org", "B@example.org"]), max_size=2, unique=True).map(
            lambda found: [{"address": each} for each in found]
        ),
        "tags": st.lists(st.sampled_from(["vip", "new"]), max_size=2),
        "owner": st.sampled_from([None, "01J000000000000000000000AA"]),
        "birthDate": st.sampled_from([None, "1980-02-01"]),
    },
)


class Desk(RuleBasedStateMachine):
    """Registering, changing, trashing and restoring, with everybody after the same few addresses."""

    alive, trashed = Bundle("alive"), Bundle("trashed")

    def __init__(self) -> None:
        super().__init__()
        self.aws = ExitStack()
        self.aws.enter_context(empty_aws())
        self.table = tables.create("customers")
        from customers.api import app  # noqa: PLC0415  needs the environment above

        self.desk = Browser(app)

    def teardown(self) -> None:
        self.aws.close()

    @rule(target=alive, fields=FIELDS, allowed=st.booleans())
    def register(self, fields: dict[str, Any], allowed: bool) -> Any:
        reply = self.desk.post(f"/customers?allowDuplicates={allowed}", {"kind": "person", **fields})
        assert reply.status in (201, 409)
        return reply.json["id"] if reply.status == 201 else None

    @rule(who=alive, fields=FIELDS, allowed=st.booleans())
    def change(self, who: Any, fields: dict[str, Any], allowed: bool) -> None:
        if who:
            assert self.desk.patch(f"/customers/{who}?allowDuplicates={allowed}", fields).status in (200, 404, 409)

    @rule(target=trashed, who=consumes(alive))
    def trash(self, who: Any) -> Any:
        assert who is None or self.desk.delete(f"/customers/{who}").status == 204
        return who

    @rule(target=alive, who=trashed)
    def restore(self, who: Any) -> Any:
        reply = self.desk.post(f"/trash/customers/{who}/restore") if who else None
        assert reply is None or reply.status in (200, 404, 409)
        return who if reply and reply.status == 200 else None

    @invariant()
    def what_stands_beside_is_what_the_living_say(self) -> None:
        rows = self.table.scan()["Items"]
        assert sorted(_there(rows)) == sorted(_said(self.desk))


def _there(rows: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """(key, customer) of every guard, match key and label in the table."""
    for row in rows:
        if row["type"] == "unique":
            yield row["pk"], row["customer"]
        if row["type"] == "label":
            yield row["pk"], row["sk"]
        if row["type"] == "match":
            yield from ((row["pk"], each) for each in row.get("customers", ()))


def _said(desk: Browser) -> Iterator[tuple[str, str]]:
    """The same, as the customers that are not in the trash say it."""
    from customers.domain.duplicates import match_keys  # noqa: PLC0415
    from customers.domain.keys import unique_keys  # noqa: PLC0415
    from customers.domain.labels import labels  # noqa: PLC0415
    from customers.table import match_pk, unique_pk  # noqa: PLC0415
    from onestop.lists import partition  # noqa: PLC0415

    for view in desk.get("/customers?limit=200").json["data"]:
        yield from ((unique_pk(desk.tenant, *each), view["id"]) for each in unique_keys(view))
        yield from ((match_pk(desk.tenant, each), view["id"]) for each in match_keys(view))
        yield from ((partition(desk.tenant, each, view["id"]), view["id"]) for each in labels(view))


Desk.TestCase.settings = settings(
    max_examples=4, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck)
)
TestWhateverIsDone = Desk.TestCase
