"""`python -m infra.contracts [write|check]`."""

import sys

from infra.contracts import files
from infra.contracts.sources import ROOT


def main(arguments: list[str]) -> int:
    """The exit code: 0 when all is well."""
    command = arguments[0] if arguments else "write"
    return {"write": _write, "check": _check}[command]()


def _write() -> int:
    for path in files.write():
        print("wrote" if path.exists() else "removed", path.relative_to(ROOT))
    return 0


def _check() -> int:
    found = files.stale()
    for path in found:
        print(f"{path.relative_to(ROOT)} is not what the code says; run `make contracts` and commit it")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
