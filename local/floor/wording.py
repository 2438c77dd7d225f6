"""Times, shares and texts as a wallboard shows them: short, and as wide as they look."""

from datetime import datetime

from rich.cells import cell_len, set_cell_size

NOTHING = "–"
_UNITS = ((86_400, "d", 3600, "h"), (3600, "h", 60, "m"), (60, "m", 1, "s"))


def for_how_long(since: str | None, now: datetime) -> str:
    """`4m10s`, `2h05m`, `3d04h`: from a moment until now."""
    if since is None:
        return NOTHING
    return duration(int((now - datetime.fromisoformat(since)).total_seconds()))


def duration(seconds: int | None) -> str:
    """Seconds in the two largest units that say something."""
    if seconds is None:
        return NOTHING
    seconds = max(0, seconds)
    for size, name, smaller, smaller_name in _UNITS:
        if seconds >= size:
            return f"{seconds // size}{name}{seconds % size // smaller:02}{smaller_name}"
    return f"{seconds}s"


def percent(share: float | None) -> str:
    return NOTHING if share is None else f"{share * 100:.0f}%"


def number(value: int) -> str:
    """A number; nothing is shown as little as nothing is."""
    return f"{value:,}" if value else "·"


def fitted(text: str, cells: int) -> str:
    """A text in so many cells of the terminal, of which a Chinese character takes two."""
    if cell_len(text) <= cells:
        return set_cell_size(text, cells)
    return set_cell_size(text, cells - 1) + "…"
