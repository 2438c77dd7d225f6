"""Functions behind a WebSocket run as all others do.

MiniStack starts workers of its own for them, which see the whole environment of the host, write no log, and live on
after the engine.
"""

from dataclasses import dataclass
from typing import Any

from ministack.core import lambda_runtime
from ministack.services import lambda_svc


@dataclass(frozen=True)
class _LikeOthers:
    """What MiniStack takes for a worker: it hands the event on to where all invocations go."""

    record: dict[str, Any]

    def invoke(self, event: Any, _request_id: str) -> dict[str, Any]:
        result = lambda_svc._execute_function(self.record, event)
        answer, _ = lambda_svc.lambda_execute_result_to_api_proxy_response(result)
        return {"result": answer}


def apply() -> None:
    lambda_runtime.get_or_create_worker = _worker


def _worker(_name: str, config: dict[str, Any], code_zip: bytes, qualifier: str = "$LATEST") -> _LikeOthers:
    return _LikeOthers({"config": config, "code_zip": code_zip, "qualifier": qualifier})
