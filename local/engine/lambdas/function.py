"""One function as it is deployed now: what a worker needs to run it."""

import json
import os
import tempfile
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from ministack.core.lambda_runtime import execution_credentials
from ministack.services.lambda_svc import _resolve_layer_zip

from local.engine import inside
from local.engine.lambdas.code import unpacked

# All that a worker inherits from the machine: no secret of the host, no proxy, no PYTHONPATH.
_FROM_HOST = ("PATH", "LANG", "LC_ALL", "SSL_CERT_FILE", "SSL_CERT_DIR")
_SHAPES_THE_WORKER = (
    "FunctionName",
    "Version",
    "CodeSha256",
    "Handler",
    "Runtime",
    "Environment",
    "Layers",
    "MemorySize",
    "Timeout",
    "Role",
    "LoggingConfig",
)


@dataclass(frozen=True)
class Function:
    """A function record of the engine. Two with the same `key` can share workers; a deployment changes it."""

    config: dict[str, Any]
    archive: bytes = field(repr=False)

    @classmethod
    def of(cls, record: dict[str, Any]) -> "Function":
        return cls(record.get("config") or record, record["code_zip"])

    @property
    def name(self) -> str:
        return self.config["FunctionName"]

    @property
    def arn(self) -> str:
        return self.config["FunctionArn"]

    @property
    def timeout(self) -> int:
        """Seconds that one call may take."""
        return int(self.config.get("Timeout", 3))

    @property
    def memory(self) -> int:
        """Megabytes, as configured; shown, not enforced."""
        return int(self.config.get("MemorySize", 128))

    @property
    def version(self) -> str:
        return self.config.get("Version", "$LATEST")

    @property
    def log_group(self) -> str:
        return (self.config.get("LoggingConfig") or {}).get("LogGroup") or f"/aws/lambda/{self.name}"

    @cached_property
    def key(self) -> str:
        account_and_region = self.arn.split(":")[3:5]
        shape = [self.config.get(name) for name in _SHAPES_THE_WORKER]
        return json.dumps([account_and_region, shape], sort_keys=True, default=str)

    def folders(self) -> tuple[Path, list[Path]]:
        """The unpacked code, and the unpacked layers in the order of the configuration."""
        cache = Path(tempfile.gettempdir(), "code")
        layers = [_resolve_layer_zip(layer) for layer in self.config.get("Layers") or []]
        return unpacked(self.archive, cache), [unpacked(layer, cache) for layer in layers if layer]

    def environment(self, code: Path, layers: list[Path], log_stream: str) -> dict[str, str]:
        """The worker's whole environment. The function's own variables cannot replace Lambda's."""
        host = {name: os.environ[name] for name in _FROM_HOST if name in os.environ}
        region = self.arn.split(":")[3]
        endpoint = f"http://127.0.0.1:{os.environ['GATEWAY_PORT']}"
        return {
            **host,
            "AWS_ENDPOINT_URL": endpoint,
            **(self.config.get("Environment") or {}).get("Variables", {}),
            **execution_credentials(self.config),
            "AWS_SESSION_TOKEN": inside.TOKEN,
            "AWS_REGION": region,
            "AWS_DEFAULT_REGION": region,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_EXECUTION_ENV": f"AWS_Lambda_{self.config.get('Runtime')}",
            "AWS_LAMBDA_FUNCTION_NAME": self.name,
            "AWS_LAMBDA_FUNCTION_VERSION": self.version,
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(self.memory),
            "AWS_LAMBDA_LOG_GROUP_NAME": self.log_group,
            "AWS_LAMBDA_LOG_STREAM_NAME": log_stream,
            "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
            "_HANDLER": self.config["Handler"],
            "LAMBDA_TASK_ROOT": str(code),
            "PYTHONPATH": os.pathsep.join(map(str, _import_path(code, layers))),
            "HOME": tempfile.gettempdir(),
            "TMPDIR": tempfile.gettempdir(),
            "TZ": ":UTC",
        }


def _import_path(code: Path, layers: list[Path]) -> list[Path]:
    nested = [found for layer in layers for found in sorted(layer.glob("python/lib/python3.*/site-packages"))]
    return [code, *(layer / "python" for layer in layers), *nested]
