"""API Gateway asks here who is calling, and remembers the answer for half a minute for each Authorization header."""

from collections.abc import Mapping
from typing import Any

from identity.service.issuer import issuer_of
from identity.service.verifying import Bearer, identify
from onestop.errors import Unauthenticated
from onestop.identity import correlation_of, lowered
from onestop.observe import concerning, observed


class Unauthorized(Unauthenticated):
    """Its title is the very word that API Gateway answers with 401."""

    title = "Unauthorized"


@observed
def handler(event: Mapping[str, Any], context: Any) -> dict[str, Any]:
    """Allow the whole API (the doors look at the scopes), or raise what API Gateway answers with 401."""
    concerning(correlation=correlation_of(event))
    headers = lowered(event)
    scheme, _, token = headers.get("authorization", "").partition(" ")
    try:
        if scheme.lower() != "bearer":
            raise Unauthenticated()
        bearer = identify(token.strip(), issuer_of(event["requestContext"]))
    except Unauthenticated:
        raise Unauthorized() from None
    return _allowed(bearer, event["methodArn"])


def _allowed(bearer: Bearer, method_arn: str) -> dict[str, Any]:
    """The answer is cached for all routes, so it speaks of all: `.../v1/*`.

    The tenant's key in the usage plan is an API key of API Gateway whose value is the tenant's id.
    """
    stage = "/".join(method_arn.split("/")[:2])
    statement = {"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": f"{stage}/*"}
    return {
        "principalId": bearer.actor,
        "policyDocument": {"Version": "2012-10-17", "Statement": [statement]},
        "context": {
            "tenant": bearer.tenant,
            "actor": bearer.actor,
            "roles": " ".join(sorted(bearer.roles)),
            "scopes": " ".join(sorted(bearer.scopes)),
            "via": bearer.via,
        },
        "usageIdentifierKey": bearer.tenant,
    }
