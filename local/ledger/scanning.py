"""Reading a whole table: all segments at once, a page of each in memory."""

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any

Item = dict[str, dict[str, Any]]
SEGMENTS = 4


def scanned(dynamodb: Any, table: str, names: Sequence[str] = (), only_with: str | None = None) -> Iterator[list[Item]]:
    """Page after page, in no order, of the items that have the attribute `only_with`, with the attributes named.

    Without names they come whole.
    """
    request: dict[str, Any] = {"TableName": table, "TotalSegments": SEGMENTS}
    if spoken := {f"#{name}": name for name in (*names, *([only_with] if only_with else []))}:
        request |= {"ExpressionAttributeNames": spoken}
    if names:
        request |= {"ProjectionExpression": ", ".join(f"#{name}" for name in names)}
    if only_with:
        request |= {"FilterExpression": f"attribute_exists(#{only_with})"}
    with ThreadPoolExecutor(SEGMENTS) as pool:
        under_way: dict[Future[Any], int] = {
            pool.submit(dynamodb.scan, **request, Segment=segment): segment for segment in range(SEGMENTS)
        }
        while under_way:
            done, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in done:
                segment, page = under_way.pop(future), future.result()
                if start := page.get("LastEvaluatedKey"):
                    going_on = pool.submit(dynamodb.scan, **request, Segment=segment, ExclusiveStartKey=start)
                    under_way[going_on] = segment
                yield page["Items"]
