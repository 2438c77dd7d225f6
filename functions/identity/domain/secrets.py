"""Secrets that we hand out: made, recognised, and reduced to what may be stored.

    osp_<tenant><member><token>…     personal token          osr_<tenant><member><session>…   refresh token
    osk_<tenant><key>…               API key                 osc_<tenant><session>…           authorization code
    oss_<tenant><client>…            client secret           osi_<tenant><member>…            invitation

The ids (ULIDs) in front say where the record is, so it is found by its key and every key begins with the tenant. Then
come 256 random bits and a checksum, in base 62: a scanner of source code knows one of ours when it sees it.

Only the SHA-256 of a secret is stored. A slow hash protects what people think up, because that can be guessed; 256
random bits can't be, so a fast one is as safe and costs nothing at each request.
"""

import hmac
import re
import secrets
import string
from dataclasses import dataclass
from hashlib import sha256
from zlib import crc32

PERSONAL, API_KEY, CLIENT, REFRESH, CODE, INVITATION = "osp", "osk", "oss", "osr", "osc", "osi"
ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase
SHAPE = re.compile(r"(os[pksrci])_((?:[0-7][0-9A-HJKMNP-TV-Z]{25}){2,3})[0-9A-Za-z]{49}", re.ASCII)
RANDOM, CHECKSUM = 43, 6  # characters: 62 ** 43 > 2 ** 256, 62 ** 6 > 2 ** 32


@dataclass(frozen=True, slots=True)
class Presented:
    """A secret as somebody showed it: its kind, the ids in it, and the digest to compare."""

    kind: str
    ids: tuple[str, ...]
    digest: str

    @property
    def tenant(self) -> str:
        return self.ids[0]

    def fits(self, stored: str | None) -> bool:
        """Whether it is the secret whose digest was stored, told in constant time."""
        return stored is not None and hmac.compare_digest(self.digest, stored)


def make(kind: str, *ids: str) -> str:
    """A new secret."""
    body = f"{kind}_{''.join(ids)}{_base62(secrets.randbits(256), RANDOM)}"
    return body + _checksum(body)


def read(text: str, *kinds: str) -> Presented | None:
    """The secret in a text, or None if it is not one of these kinds or was mistyped."""
    found = SHAPE.fullmatch(text)
    if not found or found[1] not in kinds or _checksum(text[:-CHECKSUM]) != text[-CHECKSUM:]:
        return None
    ids = found[2]
    return Presented(found[1], tuple(ids[at : at + 26] for at in range(0, len(ids), 26)), digest(text))


def digest(secret: str) -> str:
    """What is stored instead of a secret."""
    return sha256(secret.encode()).hexdigest()


def _checksum(body: str) -> str:
    return _base62(crc32(body.encode()), CHECKSUM)


def _base62(number: int, width: int) -> str:
    digits = []
    for _ in range(width):
        number, rest = divmod(number, 62)
        digits.append(ALPHABET[rest])
    return "".join(reversed(digits))
