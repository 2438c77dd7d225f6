"""Signature Version 4, for a POST without a query: all that the JSON protocols of AWS need.

Steps and names are those of https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
"""

import hmac
import time
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote

from onestop.aws.credentials import Credentials

ALGORITHM = "AWS4-HMAC-SHA256"


def signed(
    headers: Mapping[str, str], body: bytes, path: str, by: Credentials, scope: tuple[str, str], at: float
) -> dict[str, str]:
    """`headers` (their names in lower case, the host among them) and those that sign them all.

    `scope` is (region, service), `at` the time in seconds since 1970.
    """
    moment = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(at))
    token = {"x-amz-security-token": by.token} if by.token else {}
    dated = {**headers, "x-amz-date": moment, **token}
    names = sorted(dated)
    signed_names = ";".join(names)
    lines = "".join([f"{name}:{' '.join(dated[name].split())}\n" for name in names])
    canonical = f"POST\n{quote(path, safe='/~')}\n\n{lines}\n{signed_names}\n{sha256(body).hexdigest()}"
    where = within(moment, *scope)
    proof = signature(by.secret, moment, where, sha256(canonical.encode()).hexdigest())
    said = f"{ALGORITHM} Credential={by.key_id}/{where}, SignedHeaders={signed_names}, Signature={proof}"
    return {**dated, "authorization": said}


def within(moment: str, region: str, service: str) -> str:
    """The scope of a signature of the moment `YYYYMMDDTHHMMSSZ`: its day, its region, its service."""
    return f"{moment[:8]}/{region}/{service}/aws4_request"


def signature(secret: str, moment: str, where: str, asked: str) -> str:
    """The signature of what is asked, given the digest of its canonical form, within the scope `where`."""
    to_sign = f"{ALGORITHM}\n{moment}\n{where}\n{asked}"
    return hmac.digest(_day_key(secret, *where.split("/")[:3]), to_sign.encode(), "sha256").hex()


@lru_cache(maxsize=16)
def _day_key(secret: str, day: str, region: str, service: str) -> bytes:
    """The signing key: four digests that stay the same for a day."""
    key = f"AWS4{secret}".encode()
    for part in (day, region, service, "aws4_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    return key
