"""Runs in a new Python: loads one handler, answers one event, says what that was and which modules it took.

    python -S -P probe.py customers.api.app < event.json

Prints one line of JSON, after what the handler logs: {"answer": …, "modules": […]}.
"""

import importlib
import json
import os
import sys


class Context:
    """What Lambda passes as the second argument, as far as anybody asks."""

    function_name = "cold"
    memory_limit_in_mb = 512
    invoked_function_arn = "arn:aws:lambda:us-east-1:000000000000:function:cold"
    aws_request_id = "00000000-0000-0000-0000-000000000000"

    def get_remaining_time_in_millis(self) -> int:
        return 10_000


def main() -> None:
    """Load, answer, and be gone: what Python does at its end is no part of a start."""
    event = json.load(sys.stdin)
    importlib.import_module("ssl")  # AWS is asked over TLS, though the stub is not
    module, _, name = sys.argv[1].rpartition(".")
    answer = getattr(importlib.import_module(module), name)(event, Context())
    print(json.dumps({"answer": answer, "modules": sorted(sys.modules)}), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
