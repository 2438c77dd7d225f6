"""Hold the sagas to their rules: exit status 1, and a sentence for each thing that is wrong."""

import sys
from collections.abc import Iterator

from infra.sagas import doors, lint, schema, ways
from infra.sagas.machines import machines


def found() -> Iterator[str]:
    """Everything that is wrong with the sagas."""
    each = list(machines())
    for rules in (schema, lint, ways):
        for machine in each:
            yield from rules.problems(machine)
    yield from doors.differences(each)


def main() -> int:
    wrong = list(found())
    print("\n".join(wrong) or "ok")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
