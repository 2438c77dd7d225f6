"""What S3 says of an object. Its answer to HEAD has a length and no body, which the kept connections do not know."""

import http.client
from urllib.parse import urlsplit

from botocore.exceptions import ClientError, EndpointConnectionError

from onestop.aws import objects
from onestop.aws.sending import patiently

SECONDS = 3


def stored(bucket: str, key: str) -> tuple[int, str] | None:
    """Size in bytes and content type of an object, or None where there is none."""
    return patiently(lambda _: _asked(objects.link("HEAD", bucket, key, seconds=60)))


def _asked(link: str) -> tuple[int, str] | None:
    parts = urlsplit(link)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.netloc, timeout=SECONDS)
    try:
        connection.request("HEAD", f"{parts.path}?{parts.query}")
        answer = connection.getresponse()
    except (OSError, http.client.HTTPException) as failure:
        raise EndpointConnectionError(endpoint_url=f"{parts.scheme}://{parts.netloc}", error=failure) from failure
    finally:
        connection.close()
    if answer.status == 404:
        return None
    if answer.status != 200:
        raise _refused(answer)
    return int(answer.headers["content-length"]), answer.headers.get("content-type", "")


def _refused(answer: http.client.HTTPResponse) -> ClientError:
    said = {"HTTPStatusCode": answer.status, "HTTPHeaders": dict(answer.headers)}
    return ClientError(
        {"Error": {"Code": str(answer.status), "Message": answer.reason}, "ResponseMetadata": said}, "HeadObject"
    )
