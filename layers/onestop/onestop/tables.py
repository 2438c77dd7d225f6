"""One table per capability: its rows, its keys, and the one way to write to it.

A write is a list of steps. One step is one plain call, several are one transaction. Each step knows which error it is
when its condition fails, so a use case reads as a list of what must hold.
"""

import os
import random
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, NoReturn, TypeVar

from botocore.exceptions import BotoCoreError, ClientError

from onestop import aws, clock, items
from onestop.errors import RequestInProgress, TooLarge, TryAgain, VersionMismatch
from onestop.pynamo import (
    Condition,
    JSONAttribute,
    Model,
    NumberAttribute,
    PutError,
    PynamoDBException,
    TransactWriteError,
    TTLAttribute,
    UnicodeAttribute,
)

THROTTLED = {
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "ThrottlingException",
    "InternalServerError",
    "ServiceUnavailable",
    "TransactionInProgressException",
}
ORDER = {"check": 0, "delete": 1, "save": 2, "update": 3}  # in which PynamoDB lines up a transaction
CONFLICT_TRIES = 4


class Meta:
    """Time-outs that fit behind a door: API Gateway gives up after 29 s, a caller long before."""

    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or "us-east-1"
    connect_timeout_seconds = 1
    read_timeout_seconds = 3
    max_retry_attempts = 2
    max_pool_connections = 10


def key(tenant: str, *parts: str) -> str:
    """`tenant#part#part`: every key begins with the tenant; a `#` inside a part is escaped."""
    return "#".join([tenant, *(part.replace("%", "%25").replace("#", "%23") for part in parts)])


class Row(Model):
    """What all rows have. A capability's own base adds `Meta`, the discriminator and the indexes.

    `PUBLIC` names the attributes that callers see, in their order; `touched` tells for each of them the version that
    last changed it, which is what lets a 412 say what changed.
    """

    PUBLIC: ClassVar[tuple[str, ...]] = ()

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    version = NumberAttribute(null=True)
    event = JSONAttribute(null=True)
    touched = JSONAttribute(null=True)
    expires = TTLAttribute(null=True)

    @classmethod
    def _get_connection(cls) -> Any:
        """PynamoDB's own, except that calls go the way of `onestop.aws`."""
        found = super()._get_connection()
        if found.connection._client is None:
            found.connection._client = aws.Client("dynamodb")
        return found

    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> Any:
        """The row in an item, of the class that the item names; ValueError where that is not one of this class."""
        model = cls._get_discriminator_class(data) or cls
        if not issubclass(model, cls):
            raise ValueError(f"a {model.__name__} is no {cls.__name__}")
        row = model.__new__(model)  # without __init__, which would look up once more what is set here
        row.attribute_values = items.values_of(model, data)
        return row

    def _container_serialize(self, null_check: bool = True) -> dict[str, dict[str, Any]]:
        return items.item_of(self, complete=null_check)

    def _set_defaults(self, _user_instantiated: bool = True) -> None:
        self.attribute_values.update(items.defaults(type(self)))

    def view(self) -> dict[str, Any]:
        """The row as callers see it: JSON values under their public names."""
        values = self.attribute_values
        return {public: values.get(name) for public, name in items.shown(type(self))}

    def subject(self) -> str:
        """`<things>/<id>`: the name under which events and the log speak of this record."""
        raise NotImplementedError(f"{type(self).__name__} publishes no events")

    def about(self) -> list[str]:
        """The ids of the customers whose story this belongs to."""
        return []


AnyRow = TypeVar("AnyRow", bound=Row)
Refusal = Callable[[dict[str, Any] | None], Exception]


@dataclass(frozen=True, slots=True)
class Step:
    """One change of one row and what it means when its condition fails (given the raw row that was in the way)."""

    verb: Literal["check", "delete", "save", "update"]
    row: Row
    refused: Refusal
    condition: Condition | None = None
    actions: tuple[Any, ...] = ()


def _changed_meanwhile(_: dict[str, Any] | None) -> Exception:
    return VersionMismatch("The record was changed while this request was under way.")


def creates(row: Row, refused: Refusal = _changed_meanwhile, unless: Condition | None = None) -> Step:
    """Put a row that must not exist (or, with `unless`, may be replaced where that condition holds)."""
    free = type(row).pk.does_not_exist()
    return Step("save", row, refused, free if unless is None else free | unless)


def updates(row: Row, refused: Refusal = _changed_meanwhile) -> Step:
    """Put the next version of a row; refused unless the stored one is the version before."""
    return Step("save", row, refused, type(row).version == row.version - 1)


def deletes(row: Row, refused: Refusal = _changed_meanwhile, when: Condition | None = None) -> Step:
    """Remove a row, refused where `when` does not hold."""
    return Step("delete", row, refused, when)


def write(*steps: Step) -> None:
    """Do all steps or none, in one call.

    Raises what the first refused step (in the order given) says, `RequestInProgress` where others kept writing the
    same rows, `TooLarge` above 400 KB, `TryAgain` when DynamoDB cannot serve now.
    """
    if len(steps) == 1:
        return _alone(steps[0])
    return _together(steps)


def _alone(step: Step) -> None:
    try:
        if step.verb == "update":
            step.row.update(list(step.actions), condition=step.condition)
        elif step.verb == "delete":
            step.row.delete(condition=step.condition)
        else:
            _put(step)
    except PynamoDBException as failure:
        if _code(failure) == "ConditionalCheckFailedException":
            raise step.refused(None) from failure
        _raise_as_served(failure)


def _put(step: Step) -> None:
    """Put a row.

    Where an answer is lost, the put is sent again and finds in its way what it has written itself: the same to the
    last letter, with an event whose id nobody else's has. Then it is done, and not refused.
    """
    connection = type(step.row)._get_connection().connection
    try:
        connection.dispatch("PutItem", items.put_of(step.row, step.condition))
    except ClientError as failure:
        there = getattr(failure.__cause__, "response", {}).get("Item")
        if there is None:
            raise PutError("The row was not put.", failure) from failure
        if not step.row.event or there != items.item_of(step.row):
            raise step.refused(there) from failure
    except BotoCoreError as failure:
        raise PutError("The row was not put.", failure) from failure


def _together(steps: Iterable[Step]) -> None:
    asked = list(steps)
    lined_up = sorted(asked, key=lambda step: ORDER[step.verb])
    for turn in range(CONFLICT_TRIES):
        try:
            return _transact(lined_up)
        except TransactWriteError as failure:
            reasons = dict(zip(map(id, lined_up), failure.cancellation_reasons, strict=False))
            _raise_refusal(asked, reasons, failure)
            if not any(reason and reason.code == "TransactionConflict" for reason in reasons.values()):
                _raise_as_served(failure)
        time.sleep(random.uniform(0.01, 0.05) * 2**turn)  # noqa: S311  not a secret, only jitter
    raise RequestInProgress("Others are writing the same records; try again in a moment.")


def _transact(steps: list[Step]) -> None:
    """One TransactWriteItems; the connection lines the steps up as `ORDER` does."""
    type(steps[0].row)._get_connection().connection.transact_write_items(
        condition_check_items=[_asked(step) for step in steps if step.verb == "check"],
        delete_items=[_asked(step) for step in steps if step.verb == "delete"],
        put_items=[items.put_of(step.row, step.condition) for step in steps if step.verb == "save"],
        update_items=[_asked(step) for step in steps if step.verb == "update"],
    )


def _asked(step: Step) -> dict[str, Any]:
    """What PynamoDB makes of a step that puts nothing."""
    row = step.row
    if step.verb == "delete":
        return dict(row.get_delete_kwargs_from_instance(condition=step.condition))
    if step.verb == "update":
        return dict(row.get_update_kwargs_from_instance(list(step.actions), step.condition, "ALL_OLD"))
    return dict(type(row).get_operation_kwargs_from_class(row.pk, row.sk, condition=step.condition))


def _raise_refusal(asked: list[Step], reasons: dict[int, Any], failure: TransactWriteError) -> None:
    for step in asked:
        reason = reasons.get(id(step))
        if reason and reason.code == "ConditionalCheckFailed":
            raise step.refused(reason.raw_item) from failure


def _code(failure: PynamoDBException) -> str | None:
    """What DynamoDB says that it was; None without an answer, which PynamoDB's own property takes for one."""
    return failure.cause_response_code if getattr(failure.cause, "response", None) else None


def _raise_as_served(failure: PynamoDBException) -> NoReturn:
    """Raise what `_unserved` says; where that is the failure itself, it is not its own cause."""
    said = _unserved(failure)
    raise said from (failure.__cause__ if said is failure else failure)


def _unserved(failure: PynamoDBException) -> Exception:
    """What a failure of DynamoDB itself means to the caller; a fault of ours stays what it is."""
    code = _code(failure)
    if code is None or code in THROTTLED:
        return TryAgain("The store is busy; try again in a moment.")
    if "size has exceeded" in (failure.cause_response_message or ""):
        return TooLarge("A record holds at most 400 KB.")
    return failure


@contextmanager
def served() -> Iterator[None]:
    """Around reads: a throttled or unreachable table is `TryAgain`."""
    try:
        yield
    except PynamoDBException as failure:
        _raise_as_served(failure)


def get(model: type[AnyRow], pk: str, sk: str, *, consistent: bool = False) -> AnyRow | None:
    """One row or None: 1 call, 0.5 read units for 4 KB (1 when consistent)."""
    with served():
        try:
            found = model.get(pk, sk, consistent_read=consistent)
        except model.DoesNotExist:
            return None
    return None if over(found) else found


def get_many(model: type[AnyRow], keys: list[tuple[str, str]], *, consistent: bool = False) -> list[AnyRow]:
    """The rows that exist, in the order of `keys`; 1 call for each 100."""
    with served():
        rows = model.batch_get(keys, consistent_read=consistent) if keys else []
        found = {(row.pk, row.sk): row for row in rows}
    return [found[each] for each in keys if each in found]


def over(row: Row) -> bool:
    """Whether a row has outlived its TTL: DynamoDB may take two days to remove it."""
    return row.expires is not None and row.expires <= clock.now()
