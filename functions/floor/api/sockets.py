"""Being told instead of asking."""

import os
from typing import Any

from floor.api.door import READ, app
from floor.service import connecting
from floor.service.pushing import SOCKETS
from onestop.errors import NotFound
from onestop.http import Call


@app.route("POST", "/floor/sockets", scope=READ, returns="SocketPass", status=201, once=False, errors=(NotFound,))
def open_floor_socket(call: Call) -> dict[str, Any]:
    """Get a WebSocket URL, good for one connection within 30 seconds; any message there is answered with the floor."""
    return connecting.admit(call.by, os.environ.get(SOCKETS, ""))
