"""The smallest capability that uses all of the layer."""

import os
from typing import Any

from onestop import clock, lists, once, records, tables
from onestop.errors import AlreadyTaken, NotFound, TryAgain
from onestop.events import Kind
from onestop.http import Answer, Call, Door, ListQuery, answer_of, part_of
from onestop.models import Model, Name, patch_of
from onestop.pynamo import DiscriminatorAttribute, NumberAttribute, UnicodeAttribute
from onestop.tables import key

MADE, CHANGED = Kind("ToyMade"), Kind("ToyChanged")


class Row(tables.Row):
    class Meta(tables.Meta):
        table_name = os.environ["TOYS_TABLE"]

    type = DiscriminatorAttribute()


class Toy(Row, discriminator="toy"):
    PUBLIC = ("id", "name", "price", "version")
    id = UnicodeAttribute()
    name = UnicodeAttribute()
    price = NumberAttribute(null=True)

    def subject(self) -> str:
        return f"toys/{self.id}"


class Taken(Row, discriminator="taken"):
    """A name that a toy has."""


class Guard(Row, once.Guard, discriminator="once"):
    """An idempotency key."""


Row._get_connection()


class NewToy(Model):
    name: Name
    price: int | None = None


ToyPatch = patch_of("ToyPatch", NewToy)
app = Door("toys")


def pk(tenant: str, toy_id: str) -> str:
    return lists.partition(tenant, "toys", toy_id)


def find(call: Call) -> Toy:
    found = tables.get(Toy, pk(call.by.tenant, call.path["toyId"]), call.path["toyId"])
    if found is None:
        raise NotFound()
    return found


@app.route("POST", "/toys", scope="toys:write", body=NewToy, status=201, location="/toys/{id}")
def make(call: Call) -> dict[str, Any]:
    """Make a toy whose name nobody has."""
    new_id, tenant = clock.new_id(), call.by.tenant
    row = Toy(pk(tenant, new_id), new_id, id=new_id, name=call.body.name, price=call.body.price)
    records.stamp(row, MADE, call.by)
    tables.write(
        *once.guards(Guard, call.once, row.view()),
        tables.creates(Taken(key(tenant, "name", row.name), "guard"), lambda _: AlreadyTaken()),
        tables.creates(row),
    )
    return row.view()


@app.route("GET", "/toys", scope="toys:read", query=ListQuery, many=True)
def shelf(call: Call) -> dict[str, Any]:
    """All toys, newest first."""
    part = part_of(call, newest_first=True)
    return answer_of(call, lists.read(Toy, lists.partitions(call.by.tenant, "toys"), part, Row.sk))


@app.route("GET", "/toys/{toyId}", scope="toys:read")
def get(call: Call) -> dict[str, Any]:
    """One toy."""
    return find(call).view()


@app.route("PATCH", "/toys/{toyId}", scope="toys:write", body=ToyPatch)
def change(call: Call) -> dict[str, Any]:
    """Change a toy."""
    row = find(call)
    records.must_match(row, call.if_match)
    given = call.body.given()
    for name, value in given.items():
        setattr(row, name, value)
    records.stamp(row, CHANGED, call.by, given)
    tables.write(tables.updates(row))
    return row.view()


@app.route("DELETE", "/toys/{toyId}", scope="toys:write", status=204)
def drop(call: Call) -> Answer:
    """Throw a toy away."""
    tables.write(tables.deletes(find(call)))
    return Answer(204)


@app.route("GET", "/toys/broken", scope="toys:read")
def broken(call: Call) -> dict[str, Any]:
    """A fault of ours."""
    raise ZeroDivisionError("the secret inside")


@app.route("GET", "/toys/busy", scope="toys:read")
def busy(call: Call) -> dict[str, Any]:
    """A dependency that cannot serve."""
    raise TryAgain()
