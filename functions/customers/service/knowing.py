"""What others, who have an id, are told of a customer."""

from typing import Any

from customers import table
from onestop.errors import NotFound
from onestop.tasks import Task


def known(task: Task) -> dict[str, Any]:
    """The customer's `id`, `name`, `tags`, `language` and `since` when it is known: 1 call, 1 read unit.

    Raises `NotFound` for one who never was, is in the trash, or is another tenant's. The capability itself asks, so
    who may see a restricted customer does not matter.
    """
    row = table.fetch(task.by.tenant, task.asked.customer, consistent=True)
    if row is None or row.deleted_at:
        raise NotFound("There is no such customer.")
    return {"id": row.id, "name": row.name, "tags": row.tags, "language": row.language, "since": row.created_at}
