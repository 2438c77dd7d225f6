"""Lambda's Invoke, which does not speak the JSON protocol of the other services: the path says what is asked."""

from dataclasses import replace

from onestop.aws import failures
from onestop.aws.endpoints import endpoint_of
from onestop.aws.sending import asked, patiently
from onestop.aws.services import Service

LAMBDA = Service("lambda", "", "", "LAMBDA")
TRIES = 2


def invoke(function: str, payload: bytes, seconds: float) -> tuple[bytes, bool]:
    """What the function (a name or an ARN) answers; see `onestop.aws.invoke`."""
    return patiently(lambda retries: _invoked(function, payload, seconds, retries), TRIES)


def _invoked(function: str, payload: bytes, seconds: float, retries: int) -> tuple[bytes, bool]:
    name = function.rpartition(":")[2]  # the end of an ARN; with the name alone there is nothing to be escaped
    endpoint = replace(endpoint_of(LAMBDA), path=f"/2015-03-31/functions/{name}/invocations")
    answer = asked(LAMBDA, endpoint, {"content-type": "application/json"}, payload, seconds)
    if answer.status >= 300:
        raise failures.refused(LAMBDA, "Invoke", answer, retries)
    return answer.body, "x-amz-function-error" in answer.headers
