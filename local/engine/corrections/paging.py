"""DynamoDB reads a page: up to so many items, up to one megabyte, and remembers how much that was."""

from collections.abc import Iterable
from contextvars import ContextVar
from typing import Any

from ministack.services import dynamodb

from local.engine.corrections import sizes

Item = dict[str, Any]

bytes_read: ContextVar[int] = ContextVar("bytes_read", default=0)


def apply() -> None:
    """Patch how DynamoDB reads a page in this process."""
    dynamodb._paginate_evaluated_items = page


def page(
    items: Iterable[Item], limit: int | None, table: dict[str, Any], index_name: str | None = None
) -> tuple[list[Item], bool]:
    """The first of `items`, and whether a limit ended them."""
    found: list[Item] = []
    read, ended = 0, False
    for item in items:
        size = sizes.kept_size(dynamodb._apply_index_projection(item, table, index_name))
        ended = bool(found) and read + size > dynamodb._DDB_PAGE_SIZE_BYTES
        if not ended:
            found.append(item)
            read += size
            ended = len(found) == limit or read >= dynamodb._DDB_PAGE_SIZE_BYTES
        if ended:
            break
    bytes_read.set(read)
    return found, ended
