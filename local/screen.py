"""What a command shows. On a terminal it lives; in a pipe or a log it is plain lines."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

# A pipe has no width; what is wide there is cut by nobody.
_WIDE = 240
out = Console(highlight=False) if sys.stdout.isatty() else Console(highlight=False, soft_wrap=True, width=_WIDE)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def fail(message: str) -> None:
    """A failure, in red where there are colours."""
    err.print(message, style="red", markup=False)


@contextmanager
def step(title: str) -> Iterator[Callable[[str], None]]:
    """One step of something long. The callable says how far it is; the line at its end says how long it took."""
    started, said = time.monotonic(), [title]
    with out.status(title) as spinner:

        def report(detail: str) -> None:
            said[:] = [f"{title}: {detail}"]
            spinner.update(said[0])

        yield report
    out.print(f"[green]✓[/green] {said[0]}  [dim]{time.monotonic() - started:.1f} s[/dim]")
