"""Who is asking, for which tenant, and why. The tenant comes from the token and from nowhere else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onestop.errors import MissingScope, Unauthenticated

CORRELATION = re.compile(r"[\w.:/+=-]{1,128}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Caller:
    """The one on whose behalf something is done.

    `actor` is `member/<id>`, `client/<id>` or `system/<capability>`; `correlation` follows one request through
    everything it sets off, `causation` is the id of the event that led here, `address` is the caller's IP.
    """

    tenant: str
    actor: str
    scopes: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    correlation: str = ""
    causation: str | None = None
    address: str | None = None

    def may(self, scope: str) -> bool:
        return scope in self.scopes

    def must(self, scope: str) -> None:
        """Raise `MissingScope` unless the token carries `scope`."""
        if not self.may(scope):
            raise MissingScope(f"This needs the scope {scope}.", scope=scope)


def from_gateway(context: Mapping[str, Any], correlation: str) -> Caller:
    """The caller that the authorizer named in API Gateway's request context, else `Unauthenticated`."""
    said = context.get("authorizer") or {}
    if not said.get("tenant") or not said.get("actor"):
        raise Unauthenticated("This needs a bearer token.")
    return Caller(
        tenant=said["tenant"],
        actor=said["actor"],
        scopes=frozenset(said.get("scopes", "").split()),
        roles=frozenset(said.get("roles", "").split()),
        correlation=correlation,
        address=(context.get("identity") or {}).get("sourceIp"),
    )


def correlation_of(event: Mapping[str, Any]) -> str:
    """The caller's X-Correlation-Id where it is a decent one, else the gateway's request id.

    Empty where neither is there: some engines do not tell an authorizer the id of the request.
    """
    given = lowered(event).get("x-correlation-id", "")
    return given if CORRELATION.fullmatch(given) else event["requestContext"].get("requestId", "")


def lowered(event: Mapping[str, Any]) -> dict[str, str]:
    """The headers, their names in lower case."""
    return {name.lower(): value for name, value in (event.get("headers") or {}).items()}


def system(capability: str, tenant: str, correlation: str, causation: str | None = None) -> Caller:
    """A capability that acts by itself, because of an event or of the time."""
    return Caller(tenant, f"system/{capability}", correlation=correlation, causation=causation)
