"""CloudWatch: metrics that a function writes into its log become metrics.

MiniStack stores a line in the embedded metric format as text only, so no alarm and no dashboard ever sees what
Powertools measured.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

from ministack.services import cloudwatch, lambda_svc


def apply() -> None:
    """Patch what Lambda does with a function's output in this process."""
    lambda_svc._emit_lambda_logs = _measuring(lambda_svc._emit_lambda_logs)


def _measuring(emit: Callable[..., None]) -> Callable[..., None]:
    def emit_lambda_logs(
        function: dict[str, Any], request_id: str, text: str | None, *outcome: Any, **extra: Any
    ) -> None:
        emit(function, request_id, text, *outcome, **extra)
        for document in _documents(text or ""):
            for group in document["_aws"].get("CloudWatchMetrics", ()):
                _record(document, group)

    return emit_lambda_logs


def _documents(text: str) -> Iterator[dict[str, Any]]:
    for line in text.splitlines():
        if '"CloudWatchMetrics"' not in line:
            continue
        try:
            document = json.loads(line[line.index("{") :])
        except ValueError:
            # A log line may quote anything; only a whole JSON object is a measurement.
            continue
        if isinstance(document.get("_aws"), dict):
            yield document


def _record(document: dict[str, Any], group: dict[str, Any]) -> None:
    for names in group.get("Dimensions") or [[]]:
        dimensions = {name: str(document[name]) for name in names if name in document}
        for metric in group["Metrics"]:
            values = document.get(metric["Name"], [])
            for value in values if isinstance(values, list) else [values]:
                unit = metric.get("Unit", "None")
                cloudwatch.record_metric(group["Namespace"], metric["Name"], value, unit, dimensions)
