"""boto3's session for tests: to make a client takes longer than most tests, so each is made once in a process."""

import os
from collections.abc import Callable
from typing import Any

import boto3


class Session(boto3.Session):
    """Gives again what it has made to who asks in the same words, while the environment names the same addresses."""

    def __init__(self) -> None:
        super().__init__()
        self._made: dict[Any, Any] = {}

    def client(self, service_name: str, **settings: Any) -> Any:
        return self._once(super().client, service_name, settings)

    def resource(self, service_name: str, **settings: Any) -> Any:
        return self._once(super().resource, service_name, settings)

    def _once(self, make: Callable[..., Any], service: str, settings: dict[str, Any]) -> Any:
        if "config" in settings:  # a configuration is like no other
            return make(service, **settings)
        addresses = frozenset(each for each in os.environ.items() if each[0].startswith("AWS_ENDPOINT_URL"))
        asked = (make.__name__, service, frozenset(settings.items()), addresses)
        if asked not in self._made:
            self._made[asked] = make(service, **settings)
        return self._made[asked]
