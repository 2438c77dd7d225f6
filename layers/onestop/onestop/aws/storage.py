"""Asking S3 about one object. Its answer to HEAD has a length and no body, which the kept connections do not know."""

import http.client
from urllib.parse import urlsplit

from botocore.exceptions import ClientError, EndpointConnectionError

from onestop.aws import objects
from onestop.aws.sending import patiently

SECONDS = 3
Answer = http.client.HTTPResponse


def stored(bucket: str, key: str) -> tuple[int, str] | None:
    """Size in bytes and content type of an object, or None where there is none."""
    answer = patiently(lambda _: _asked("HEAD", bucket, key))
    if answer.status == 404:
        return None
    return int(answer.headers["content-length"]), answer.headers.get("content-type", "")


def remove(bucket: str, key: str) -> None:
    """Remove an object; one that is not there is no fault."""
    patiently(lambda _: _asked("DELETE", bucket, key))


def _asked(method: str, bucket: str, key: str) -> Answer:
    parts = urlsplit(objects.link(method, bucket, key, seconds=60))
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.netloc, timeout=SECONDS)
    try:
        connection.request(method, f"{parts.path}?{parts.query}")
        answer = connection.getresponse()
    except (OSError, http.client.HTTPException) as failure:
        raise EndpointConnectionError(endpoint_url=f"{parts.scheme}://{parts.netloc}", error=failure) from failure
    finally:
        connection.close()
    if answer.status not in (200, 204, 404):
        raise _refused(method, answer)
    return answer


def _refused(method: str, answer: Answer) -> ClientError:
    said = {"HTTPStatusCode": answer.status, "HTTPHeaders": dict(answer.headers)}
    error = {"Code": str(answer.status), "Message": answer.reason}
    return ClientError({"Error": error, "ResponseMetadata": said}, f"{method.title()}Object")
