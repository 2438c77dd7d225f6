"""Who is known."""

from typing import Any

from onestop.errors import NotFound
from tests.sagas.model.house import Said, Task, at_once

SINCE = "2026-01-01T00:00:00.000Z"


class Customers:
    """Everybody but `nobody`."""

    def tasks(self) -> dict[str, Task]:
        return {"Known": at_once(self.known)}

    def known(self, said: Said) -> dict[str, Any]:
        if said["customer"] == "nobody":
            raise NotFound("There is no such customer.")
        return {"id": said["customer"], "name": "Ada", "tags": [], "language": "zh-CN", "since": SINCE}
