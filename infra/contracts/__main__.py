"""Generate the contracts from the code, or hold them to the last release."""

import argparse
import sys

from infra.contracts import files, releases
from infra.contracts.sources import ROOT


def main() -> int:
    """The exit code: 0 when all is well, 1 when something has to be done."""
    parser = argparse.ArgumentParser(prog="python -m infra.contracts", description=__doc__)
    commands = parser.add_subparsers(dest="command", title="commands")
    commands.add_parser("write", help="bring the generated files up to date (without a command, too)")
    commands.add_parser("check", help="say which generated files are not what the code says")
    commands.add_parser("compare", help="say what would break a client of the last release")
    release = commands.add_parser("release", help="make today's contracts the released ones")
    release.add_argument("--breaking", metavar="REASON", help="release although it breaks clients, and keep the reason")
    asked = parser.parse_args()
    if asked.command == "release":
        return _release(asked.breaking)
    return {"check": _check, "compare": _compare}.get(asked.command, _write)()


def _write() -> int:
    for path in files.write():
        print("wrote" if path.exists() else "removed", path.relative_to(ROOT))
    return 0


def _check() -> int:
    stale = files.stale()
    for path in stale:
        print(f"{path.relative_to(ROOT)} is not what the code says: run `make contracts` and commit it")
    return 1 if stale else 0


def _compare() -> int:
    broken = releases.breaks()
    for each in broken:
        print(each)
    return 1 if broken else 0


def _release(reason: str | None) -> int:
    if _check():
        return 1
    broken = releases.release(reason)
    for each in broken:
        print(each)
    if broken and not reason:
        print('Nothing was released. Keep to what was promised, or say why not: release --breaking "REASON"')
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
