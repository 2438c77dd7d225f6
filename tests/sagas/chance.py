"""What happens in a history, as bytes: they can be generated, shrunk, and run again."""


class Chance:
    """Decisions read from bytes one after the other. A zero is the harmless choice; where the bytes end, all are."""

    def __init__(self, content: bytes) -> None:
        self._content, self._at = content, 0

    @property
    def is_over(self) -> bool:
        return self._at >= len(self._content)

    def of(self, number: int) -> int:
        """One of 0 to `number` - 1."""
        return self._next() * number >> 8

    def rarely(self, times: int) -> bool:
        """True in `times` of 256 cases."""
        return self._next() >= 256 - times

    def _next(self) -> int:
        at = self._at
        if at == len(self._content):
            return 0
        self._at = at + 1
        return self._content[at]
