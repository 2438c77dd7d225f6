"""AWS in this process, played by moto; for the thin transport at an address, as only botocore can do without one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from onestop import remembered


@contextmanager
def empty_aws(served: bool = False) -> Iterator[None]:
    """Nothing is there at the beginning, whatever tests before have left; `served`: all clients go to an address."""
    import boto3  # noqa: PLC0415  only tests with tables pay for it
    from moto import mock_aws  # noqa: PLC0415

    remembered.forget_all()
    quicken()
    before, session = os.environ.get("AWS_ENDPOINT_URL"), boto3.DEFAULT_SESSION
    with mock_aws():
        boto3.DEFAULT_SESSION = _session()
        if served or os.environ["ONESTOP_TRANSPORT"] == "thin":
            os.environ["AWS_ENDPOINT_URL"] = address()
        try:
            yield
        finally:
            _restore("AWS_ENDPOINT_URL", before)
            boto3.DEFAULT_SESSION = session  # that of all tests would tell the next one its own credentials


def forget_aws() -> None:
    """Nothing is there any more, within one test: for the next of its sequences."""
    from moto.moto_api._internal.models import moto_api_backend  # noqa: PLC0415

    remembered.forget_all()
    moto_api_backend.reset()


@cache
def _session() -> Any:
    """The session of all tests."""
    from tests.support import sessions  # noqa: PLC0415

    return sessions.Session()


@cache
def quicken() -> None:
    """moto is quicker in this process from here on, and emulates what it did before."""
    from botocore import useragent  # noqa: PLC0415
    from jsonpath_ng import ext  # noqa: PLC0415
    from moto.core import models  # noqa: PLC0415
    from moto.core import responses as answers  # noqa: PLC0415

    from tests.support import dynamodb  # noqa: PLC0415

    dynamodb.mend()
    for module, name in (
        (ext, "parse"), (answers, "method_names_from_class"), (answers, "camelcase_to_underscores"),
        (useragent, "sanitize_user_agent_string_component"),
    ):  # fmt: skip
        setattr(module, name, cache(getattr(module, name)))  # each request and event asks for the same few names
    models.RESPONSES_METHODS.clear()  # a thousand addresses each time, for whoever asks AWS by `requests`: nobody does


@cache
def address() -> str:
    """Where a server in this process answers from the same state as moto does within it, until the process ends."""
    from moto.server import ThreadedMotoServer  # noqa: PLC0415  only those who go over the network pay for it

    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    return "http://{}:{}".format(*server.get_host_and_port())


def _restore(name: str, value: str | None) -> None:
    if value is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = value
