"""Errors as RFC 9457 problem documents."""

from collections.abc import Mapping
from typing import Any

from onestop.errors import OneStopError
from onestop.http.answers import Answer

PROBLEM = "application/problem+json"
DOCS = "/v1/docs#problem-"


def problem(error: OneStopError, trace: str) -> Answer:
    """The answer to a request that failed."""
    return Answer(error.status, document(error, trace), _headers(error), PROBLEM)


def document(error: OneStopError, trace: str) -> dict[str, Any]:
    """The problem document of an error. Nothing internal is in it: no stack, no message of a library."""
    return {
        "type": DOCS + error.code,
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
        "code": error.code,
        "errors": error.errors,
        "traceId": trace,
        **error.facts,
    }


def _headers(error: OneStopError) -> Mapping[str, str]:
    if error.status == 401:
        return {"WWW-Authenticate": "Bearer"}
    if error.status in (429, 503):
        return {"Retry-After": str(error.facts.get("retryAfter", 1))}
    return {}
