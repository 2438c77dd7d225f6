"""Objects of S3: links that let somebody put or get one, for a while, without being anybody to AWS.

A link is signed here and asks nobody. What it is for is in it: the method, the object, the end, and the headers that
have to come with it, such as the size and the type of what is put.
"""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from typing import Any
from urllib.parse import quote, urlencode

from onestop.aws import credentials, skew
from onestop.aws.endpoints import Endpoint, endpoint_of
from onestop.aws.services import Service
from onestop.aws.signing import ALGORITHM, signature, within

S3 = Service("s3", "", "", "S3")
LONGEST = 7 * 86_400  # seconds for which S3 takes a link at most


@dataclass(frozen=True, slots=True)
class Stored:
    """What S3 says of an object: its size in bytes and its content type."""

    size: int
    content_type: str


def link(method: str, bucket: str, key: str, seconds: int, **said: str) -> str:
    """A link for `method` (`GET`, `HEAD`, `PUT`, `DELETE`) of one object, good for `seconds` (at most 604,800).

    `said` are parameters that S3 heeds, such as `response_content_disposition`.
    """
    return bound(method, bucket, key, seconds, {}, said)


def bound(
    method: str, bucket: str, key: str, seconds: int, headers: Mapping[str, str], said: Mapping[str, str] | None = None
) -> str:
    """A link that works only with `headers` (names in lower case), as they are: `content-length`, `content-type`.

    The steps are those of https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
    """
    if not 0 < seconds <= LONGEST:
        raise ValueError(f"a link is good for 1 to {LONGEST} seconds, not {seconds}")
    place, path = _place(bucket), quote(_path(bucket, key), safe="/~")
    by, moment = credentials.current(), time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(skew.clock.now()))
    named = {"host": place.authority, **headers}
    names = ";".join(sorted(named))
    scope = within(moment, place.region, S3.name)
    query = {
        "X-Amz-Algorithm": ALGORITHM,
        "X-Amz-Credential": f"{by.key_id}/{scope}",
        "X-Amz-Date": moment,
        "X-Amz-Expires": str(seconds),
        "X-Amz-SignedHeaders": names,
        **({"X-Amz-Security-Token": by.token} if by.token else {}),
        **{name.replace("_", "-"): value for name, value in (said or {}).items()},
    }
    asked = urlencode(sorted(query.items()), quote_via=quote, safe="~")
    lines = "".join(f"{name}:{' '.join(named[name].split())}\n" for name in sorted(named))
    canonical = f"{method}\n{path}\n{asked}\n{lines}\n{names}\nUNSIGNED-PAYLOAD"
    signed = signature(by.secret, moment, scope, sha256(canonical.encode()).hexdigest())
    return f"{'https' if place.secure else 'http'}://{place.authority}{path}?{asked}&X-Amz-Signature={signed}"


def stored(bucket: str, key: str) -> Stored | None:
    """What there is under `key`, or None: 1 call. Raises as `onestop.aws.call` does."""
    found = _asking().stored(bucket, key)
    return None if found is None else Stored(*found)


def remove(bucket: str, key: str) -> None:
    """Remove an object; one that is not there is no fault. 1 call. Raises as `onestop.aws.call` does."""
    _asking().remove(bucket, key)


def _asking() -> Any:
    """Imported when it is first needed: a link needs nobody."""
    over = "fallback" if os.environ.get("ONESTOP_TRANSPORT") == "botocore" else "storage"
    return import_module(f"onestop.aws.{over}")


def _place(bucket: str) -> Endpoint:
    """A bucket has a host of its own at AWS; elsewhere all share one."""
    return endpoint_of(S3 if _shared() else Service(f"{bucket}.s3", "", "", "S3"))


def _path(bucket: str, key: str) -> str:
    return f"/{bucket}/{key}" if _shared() else f"/{key}"


def _shared() -> bool:
    return any(os.environ.get(name) for name in ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"))
