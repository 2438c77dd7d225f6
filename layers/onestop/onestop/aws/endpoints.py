"""Where a service is: what the environment names, else the public address of its region."""

import os
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from botocore.exceptions import NoRegionError

from onestop.aws.services import Service

CHINA = "cn-"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address and the region that its signatures name."""

    url: str
    host: str
    port: int
    secure: bool
    path: str
    region: str

    @property
    def authority(self) -> str:
        """The value of the header Host: the port only where it is not that of the scheme."""
        usual = self.port == (443 if self.secure else 80)
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if usual else f"{host}:{self.port}"


def endpoint_of(service: Service) -> Endpoint:
    """The endpoint of a service as it is configured now (`AWS_ENDPOINT_URL_<SERVICE>` before `AWS_ENDPOINT_URL`)."""
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")
    if not region:
        raise NoRegionError
    named = os.environ.get(f"AWS_ENDPOINT_URL_{service.setting}") or os.environ.get("AWS_ENDPOINT_URL")
    return _endpoint(named or _public(service.name, region), region)


def _public(name: str, region: str) -> str:
    return f"https://{name}.{region}.amazonaws.com{'.cn' if region.startswith(CHINA) else ''}"


@lru_cache(maxsize=64)
def _endpoint(url: str, region: str) -> Endpoint:
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    if not parts.hostname or parts.scheme not in ("http", "https"):
        raise ValueError(f"{url} is no address of a service")
    return Endpoint(url, parts.hostname, parts.port or (443 if secure else 80), secure, parts.path or "/", region)
