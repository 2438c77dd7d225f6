"""The name under which tokens are issued: the public address of the API."""

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit


def issuer_of(context: Mapping[str, Any]) -> str:
    """`PUBLIC_URL` where it is set, else the address at which API Gateway was called."""
    return os.environ.get("PUBLIC_URL") or f"https://{context['domainName']}/{context['stage']}"


def console_redirects(issuer: str) -> list[str]:
    """Where the console may be answered: `CONSOLE_REDIRECTS`, or `/console/callback` at the issuer's own address."""
    said = os.environ.get("CONSOLE_REDIRECTS", "").split()
    place = urlsplit(issuer)
    return said or [f"{place.scheme}://{place.netloc}/console/callback"]
