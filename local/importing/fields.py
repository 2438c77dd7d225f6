"""The tenant's custom fields, as the API knows them."""

import re
from collections.abc import Iterable

from local.api import Api
from local.importing.custom import Own

_HAN = re.compile(r"[\u3400-\u9fff]")


def existing(api: Api) -> dict[str, str]:
    """`{name: type}` of the fields that can be set."""
    return {each["name"]: each["fieldType"] for each in api.get("/customer-fields")["data"] if not each["retired"]}


def define(api: Api, wanted: Iterable[Own], there: Iterable[str]) -> int:
    """Define those that are not `there`; returns how many. Raises ApiError."""
    missing = [own for own in wanted if own.name not in set(there)]
    for own in missing:
        label = {"zh-CN" if _HAN.search(own.label) else "en": own.label}
        # The name is its id, so the same request again can only meet what it made itself.
        body = {"name": own.name, "fieldType": own.type, "label": label}
        api.post("/customer-fields", body, key=f"import-field-{own.name}-{own.type}")
    return len(missing)
