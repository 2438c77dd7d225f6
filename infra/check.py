"""What CI checks besides the tests: style, templates, contracts, known weaknesses, and what `sam` makes of it all.

`make check` runs it. Every check is run even when an earlier one fails, and the last lines say how each of them went.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
SAM = ROOT / ".venv-sam"  # its pins clash with ours
SAM_VERSION = "1.170.0"
REGION = {"AWS_DEFAULT_REGION": "us-east-1", "SAM_CLI_TELEMETRY": "0"}
STACKS = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("functions/*/stack.yaml"))
TEMPLATES = ["template.yaml", "infra/observability.yaml", "infra/sagas/stack.yaml", *STACKS]
Check = Callable[[], str]


class Failed(Exception):
    """A check found something; what it found has been printed."""


def main() -> int:
    """1 when any check failed."""
    outcomes = {name: _outcome(name, check) for name, check in CHECKS.items()}
    print("\n" + "\n".join(f"{name:10} {outcome}" for name, outcome in outcomes.items()))
    return 1 if "failed" in outcomes.values() else 0


def _outcome(name: str, check: Check) -> str:
    print(f"\n── {name}", flush=True)
    try:
        return check()
    except Failed:
        return "failed"


def _run(*words: str, **environment: str) -> None:
    done = subprocess.run(words, cwd=ROOT, env={**os.environ, **environment}, stdin=subprocess.DEVNULL, check=False)  # noqa: S603
    if done.returncode:
        raise Failed


def _ours(*words: str) -> None:
    """A tool of our own environment."""
    _run(sys.executable, "-m", *words)


def style() -> str:
    _ours("ruff", "check", ".")
    _ours("ruff", "format", "--check", ".")
    return "ok"


def templates() -> str:
    _run(str(Path(sys.executable).with_name("cfn-lint")), *TEMPLATES)
    return "ok"


def sagas() -> str:
    _ours("infra.sagas")
    return "ok"


def contracts() -> str:
    _ours("infra.contracts", "check")
    _ours("infra.contracts", "compare")
    return "ok"


def weaknesses() -> str:
    """Known weaknesses of what is deployed; where the advisories cannot be had, that is said instead."""
    words = ["pip_audit", "--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json"]
    command = [sys.executable, "-m", *words, "--requirement", "layers/vendor/requirements.txt"]
    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)  # noqa: S603
    if not done.stdout.startswith("{"):
        print(done.stderr[-1000:])
        return "SKIPPED: the advisories cannot be had from here"
    found = json.loads(done.stdout)["dependencies"]
    weak = [(each["name"], one["id"]) for each in found for one in each.get("vulns", [])]
    if weak:
        print("\n".join(f"{name}: {advisory}" for name, advisory in weak))
        raise Failed
    unknown = sum("skip_reason" in each for each in found)
    return f"SKIPPED for {unknown} of {len(found)}: no advisories for them from here" if unknown else "ok"


def sam() -> str:
    """`sam validate` and a whole `sam build` of the tree as it is committed."""
    command = SAM / "bin" / "sam"
    if not command.exists():
        _install_sam()
    _run(str(command), "validate", "--lint", **REGION)
    with TemporaryDirectory() as folder:
        places = ["--build-dir", f"{folder}/build", "--cache-dir", f"{folder}/cache"]
        _run(str(command), "build", "--parallel", *places, **REGION, PYTHON=sys.executable)
        _must_be_whole(Path(folder) / "build")
    return "ok"


def _install_sam() -> None:
    _run(sys.executable, "-m", "venv", str(SAM))
    python = str(SAM / "bin" / "python")
    uv = shutil.which("uv") or str(Path(sys.executable).with_name("uv"))
    installer = [uv, "pip", "install", "--python", python] if Path(uv).exists() else [python, "-m", "pip", "install"]
    _run(*installer, "--quiet", f"aws-sam-cli=={SAM_VERSION}")


def _must_be_whole(build: Path) -> None:
    """Each function's folder holds its capability and no other."""
    for folder, found in _built(build):
        if len(found) != 1:
            print(f"{folder} holds {', '.join(sorted(found)) or 'nothing'}, and should hold one capability")
            raise Failed


def _built(build: Path) -> Iterator[tuple[Path, set[str]]]:
    capabilities = {Path(path).parent.name for path in STACKS}
    for stack in build.iterdir():
        for folder in stack.iterdir() if stack.is_dir() and (stack / "template.yaml").exists() else ():
            if folder.is_dir():
                yield folder, capabilities & {path.name for path in folder.iterdir()}


CHECKS: dict[str, Check] = {
    "style": style,
    "templates": templates,
    "sagas": sagas,
    "contracts": contracts,
    "weaknesses": weaknesses,
    "sam": sam,
}


if __name__ == "__main__":
    sys.exit(main())
