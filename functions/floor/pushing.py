"""From the table's stream to the wallboards that are connected."""

from collections.abc import Mapping
from typing import Any

from floor.service import pushing
from floor.service.pushing import Changed
from onestop.observe import concerning, logger, observed


@observed
def handler(event: Mapping[str, Any], context: Any) -> dict[str, list[Any]]:
    """All changes of a tenant that came together are told together.

    What could not be told is not told later: the next change, or the next look, shows how it is by then.
    """
    tenants: dict[str, Changed] = {}
    for record in event["Records"]:
        keys = record["dynamodb"]["Keys"]
        tenants.setdefault(keys["pk"]["S"].partition("#")[0], Changed()).note(keys["sk"]["S"])
    for tenant, changed in tenants.items():
        concerning(tenant)
        _tell(tenant, changed)
    return {"batchItemFailures": []}


def _tell(tenant: str, changed: Changed) -> None:
    try:
        told = pushing.push(tenant, changed)
    except Exception:  # noqa: BLE001  one tenant's trouble is none of the others'
        logger.exception("not pushed")
    else:
        logger.info("pushed", wallboards=told)
