"""PostToConnection, which does not speak the JSON protocol of the other services: the path says what is asked."""

from dataclasses import replace

from onestop.aws import failures, websockets
from onestop.aws.sending import asked, patiently
from onestop.aws.services import Service

EXECUTE = Service("execute-api", "", "", "EXECUTE_API")


def posted(api: str, connection: str, message: bytes) -> None:
    """Send a message; see `onestop.aws.websockets.post`."""
    patiently(lambda retries: _posted(api, connection, message, retries))


def _posted(api: str, connection: str, message: bytes, retries: int) -> None:
    place = websockets.endpoint(api)
    where = replace(place, path=place.path + websockets.path_of(connection))
    answer = asked(EXECUTE, where, {"content-type": "application/json"}, message, EXECUTE.seconds)
    if answer.status >= 300:
        raise failures.refused(EXECUTE, "PostToConnection", answer, retries)
