"""Queries of a form that MiniStack has accepted before, answered without asking it again.

Most of its work on a query is to check what depends on the form alone: the names in it, its texts, the types of its
values. What could be wrong with the values themselves keeps a query from being of a known form.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ministack.services import dynamodb

from local.engine.corrections import paging

if TYPE_CHECKING:
    from local.engine.corrections.queries import Cut

Request = dict[str, Any]
Item = dict[str, Any]
Form = tuple[Any, ...]

FORMS = 2048
_LONGEST_KEY = 1024
_VALUES = "ExpressionAttributeValues"
_SAME = (
    "TableName",
    "IndexName",
    "KeyConditionExpression",
    "FilterExpression",
    "ExpressionAttributeNames",
    "ConsistentRead",
    "ReturnConsumedCapacity",
)
_PLAIN = {*_SAME, _VALUES, "Limit", "ScanIndexForward"}

accepted: set[Form] = set()


def form(request: Request) -> Form | None:
    """What two requests have in common that differ in their values only; None if there is more to this one."""
    values = request.get(_VALUES) or {}
    # The bounds of BETWEEN have an order; that of a key condition is looked at elsewhere.
    ordered = "between" in (request.get("FilterExpression") or "").lower()
    if ordered or not request.keys() <= _PLAIN or not all(map(_is_plain, values.values())):
        return None
    return (*(repr(request.get(name)) for name in _SAME), *sorted(values))


def accept(request: Request) -> None:
    """MiniStack found nothing wrong with this request."""
    found = form(request)
    if found and len(accepted) < FORMS:
        accepted.add(found)


def answer(request: Request, cut: "Cut") -> tuple[int, dict[str, str], bytes]:
    """The response to a request of an accepted form, whose part of the table is `cut`."""
    items = (cut.table["items"][pk][sk] for _order, pk, sk in cut.entries)
    page, more = paging.page(items, cut.limit, cut.table, cut.index_name)
    wanted = _filter(request)
    shown = [dynamodb._apply_index_projection(item, cut.table, cut.index_name) for item in page if wanted(item)]
    result: dict[str, Any] = {"Items": shown, "Count": len(shown), "ScannedCount": len(page)}
    if more and page:
        names = {cut.table["pk_name"], cut.table["sk_name"], *cut.keys}
        result["LastEvaluatedKey"] = {name: page[-1][name] for name in sorted(names)}
    dynamodb._add_consumed_capacity(result, request, cut.name, index_name=cut.index_name)
    return dynamodb.json_response(result)


def _is_plain(value: Any) -> bool:
    # Numbers, binaries and sets have faults of their own, as have empty and endless keys.
    text = value.get("S") if isinstance(value, dict) and len(value) == 1 else None
    return isinstance(text, str) and 0 < len(text.encode("utf-8", "replace")) <= _LONGEST_KEY


def _filter(request: Request) -> Callable[[Item], bool]:
    """Whether an item passes the filter, decided once for all items that have the same in what it looks at."""
    text = request.get("FilterExpression")
    names, values = request.get("ExpressionAttributeNames") or {}, request.get(_VALUES) or {}
    words = [word for kind, word in dynamodb._tokenize(text or "") if kind in ("IDENT", "NAME_REF")]
    looked_at = [names.get(word, word) for word in words]
    decided: dict[str, bool] = {}

    def passes(item: Item) -> bool:
        seen = repr([item.get(name) for name in looked_at])
        if seen not in decided:
            decided[seen] = dynamodb._evaluate_condition(text, item, values, names, slot="FilterExpression")
        return decided[seen]

    return passes
