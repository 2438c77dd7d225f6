"""The first-party clients that are built in, and where they may send somebody who has logged in.

Both are public: they prove by PKCE that they are the one who began, and hold no secret.
"""

import re
from collections.abc import Collection

CONSOLE, CLI = "onestop-console", "onestop-cli"
FIRST_PARTY = frozenset({CONSOLE, CLI})
LOOPBACK = re.compile(r"http://127\.0\.0\.1:(\d{1,5})/callback", re.ASCII)  # any port: RFC 8252, 7.3


def registered(client: str, redirect_uri: str, console: Collection[str]) -> bool:
    """Whether a client may be answered at an address. The console's are compared as a whole (RFC 9700, 4.1.3)."""
    if client == CONSOLE:
        return redirect_uri in console
    found = LOOPBACK.fullmatch(redirect_uri)
    return client == CLI and found is not None and 0 < int(found[1]) < 65536
