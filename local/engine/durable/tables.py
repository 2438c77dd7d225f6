"""DynamoDB: every change of an item, and its stream record."""

import marshal
from collections.abc import Callable
from typing import Any

from ministack.services import dynamodb

from local.engine.durable.borrowing import borrowed, replaced
from local.engine.journal.log import FORMAT, journal

Item = dict[str, Any]
Services = dict[str, Any]
Scope = tuple[str, str, str]

_ATOMIC = (
    "_put_item",
    "_update_item",
    "_delete_item",
    "_batch_write_item",
    "_transact_write_items",
    "_execute_statement",
    "_batch_execute_statement",
    "_execute_transaction",
)
# Beside the tables in the saved state, while the journal is read: what is in them.
_CONTENTS = "contents"

_ministack_saves = dynamodb.get_state
_ministack_restores = dynamodb.load_persisted_state


class Contents:
    """The items and stream records of one table, as long as it is the table of this id."""

    def __init__(self, table_id: str | None) -> None:
        self.table_id = table_id
        self.items: dict[Any, dict[Any, Item]] = {}
        self.records: list[dict[str, Any]] = []


def apply() -> None:
    """Note each change, those of one request together; save and restore streams with their tables."""
    for name in _ATOMIC:
        setattr(dynamodb, name, _together(getattr(dynamodb, name)))
    dynamodb._set_item = _noting_set(dynamodb._set_item)
    dynamodb._remove_item = _noting_removal(dynamodb._remove_item)
    dynamodb._items_replaced = _noting_replacement(dynamodb._items_replaced)
    dynamodb._emit_stream_event = _noting_record(dynamodb._emit_stream_event)
    dynamodb.get_state = _state
    dynamodb.load_persisted_state = _restore


def _together(run: Callable[..., Any]) -> Callable[..., Any]:
    def run_together(*arguments: Any) -> Any:
        with journal:
            return run(*arguments)

    return run_together


def _noting_set(set_item: Callable[..., Any]) -> Callable[..., Any]:
    def set_and_note(table: dict[str, Any], pk: Any, sk: Any, item: Item) -> Any:
        with journal:
            journal.note("item", table["TableArn"], table.get("TableId"), pk, sk, item)
            return set_item(table, pk, sk, item)

    return set_and_note


def _noting_removal(remove: Callable[..., Any]) -> Callable[..., Any]:
    def remove_and_note(table: dict[str, Any], pk: Any, sk: Any) -> Any:
        with journal:
            removed = remove(table, pk, sk)
            if removed is not None:
                journal.note("item", table["TableArn"], table.get("TableId"), pk, sk, None)
            return removed

    return remove_and_note


def _noting_replacement(replaced: Callable[..., None]) -> Callable[..., None]:
    def note_all(table: dict[str, Any]) -> None:
        with journal:
            replaced(table)
            journal.note("items", table["TableArn"], table.get("TableId"), dict(table["items"]))

    return note_all


def _noting_record(emit: Callable[..., None]) -> Callable[..., None]:
    def emit_and_note(name: str, *change: Any, **details: Any) -> None:
        with journal:
            before = _last_record(name)
            emit(name, *change, **details)
            record = _last_record(name)
            if record is not before:
                table = dynamodb._tables[name]
                journal.note("record", table["TableArn"], table.get("TableId"), record)

    return emit_and_note


def _last_record(table: str) -> dict[str, Any] | None:
    records = dynamodb._stream_records.get(table)
    return records[-1] if records else None


def _state() -> dict[str, Any]:
    """MiniStack's state of the tables, with the items and the stream records packed into `bulk`.

    They are most of all there is, and plain data: marshal takes a quarter of the time that pickle needs for them, and
    keeps what an item and its stream record share. Only called in the checkpoint's own process, so it may take apart.
    """
    state = _ministack_saves()
    items = {scope: dict(table.pop("items")) for scope, table in state["tables"].all_items()}
    records = dict(dynamodb._stream_records.all_items())
    return {**state, "stream_trimmed": dynamodb._stream_trimmed, "bulk": marshal.dumps((items, records), FORMAT)}


def definitions() -> dict[str, Any]:
    """MiniStack's state of the tables without what is in them."""
    state = borrowed(_ministack_saves)
    return {**state, "tables": replaced(state["tables"], items={}, ItemCount=0, TableSizeBytes=0)}


def _replay_item(services: Services, arn: str, table_id: str | None, pk: Any, sk: Any, item: Item | None) -> None:
    items = _contents(services, arn, table_id).items
    if item is not None:
        items.setdefault(pk, {})[sk] = item
    elif pk in items:
        items[pk].pop(sk, None)
        if not items[pk]:
            del items[pk]


def _replay_items(services: Services, arn: str, table_id: str | None, items: dict[Any, dict[Any, Item]]) -> None:
    _contents(services, arn, table_id).items = items


def _replay_record(services: Services, arn: str, table_id: str | None, record: dict[str, Any]) -> None:
    contents = _contents(services, arn, table_id)
    if contents.records and contents.records[-1]["eventSourceARN"] != record["eventSourceARN"]:
        contents.records = []
        services["dynamodb"]["stream_trimmed"].pop_scoped(*_scope(arn), None)
    contents.records.append(record)


REPLAYS = {"item": _replay_item, "items": _replay_items, "record": _replay_record}


def _contents(services: Services, arn: str, table_id: str | None) -> Contents:
    found = unpack(services.setdefault("dynamodb", {}))
    contents = found.get(arn)
    if contents is None or contents.table_id != table_id:
        # A table made anew under an old name begins empty.
        contents = found[arn] = Contents(table_id)
    return contents


def unpack(data: dict[str, Any]) -> dict[str, Contents]:
    """What is in the tables, by their ARN; taken out of `bulk` at the first call."""
    if _CONTENTS in data:
        return data[_CONTENTS]
    found: dict[str, Contents] = {}
    # Our own file, checked; marshal builds data and runs nothing.
    items, records = marshal.loads(data.pop("bulk")) if "bulk" in data else ({}, {})  # noqa: S302
    for scope, table in _all(data.get("tables")):
        contents = found[table["TableArn"]] = Contents(table.get("TableId"))
        contents.items, contents.records = items.get(scope, {}), records.get(scope, [])
    data[_CONTENTS] = found
    data.setdefault("stream_trimmed", type(dynamodb._stream_trimmed)())
    return found


def _all(store: Any) -> list[tuple[Scope, dict[str, Any]]]:
    return list(store.all_items()) if store is not None else []


def _scope(arn: str) -> Scope:
    _, _, _, region, account, name = arn.split(":", 5)
    return account, region, name.removeprefix("table/")


def _restore(data: dict[str, Any]) -> None:
    contents = unpack(data)
    for _, table in _all(data.get("tables")):
        found = contents.get(table["TableArn"])
        known = found is not None and found.table_id == table.get("TableId")
        table["items"] = found.items if known else {}
    _ministack_restores(data)
    for scope, table in _all(data.get("tables")):
        dynamodb._update_counts(table)
        _restore_stream(data, scope, table, contents.get(table["TableArn"]))


def _restore_stream(data: dict[str, Any], scope: Scope, table: dict[str, Any], found: Contents | None) -> None:
    """A stream that was switched off or replaced since its last record has no place any more."""
    if found and found.records and found.records[-1]["eventSourceARN"] == table.get("LatestStreamArn"):
        dynamodb._stream_records.set_scoped(*scope, found.records)
        trimmed = data["stream_trimmed"].get_scoped(*scope, 0)
        dynamodb._stream_trimmed.set_scoped(*scope, trimmed)
