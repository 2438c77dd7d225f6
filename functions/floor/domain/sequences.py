"""Which versions of a record were heard of: all up to one, and some beyond. A version has one event, and no more."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """Every version up to `upto`, and those in `beyond`, which came before their turn."""

    upto: int = 0
    beyond: frozenset[int] = frozenset()

    def __contains__(self, sequence: int) -> bool:
        return sequence <= self.upto or sequence in self.beyond

    def also(self, sequence: int) -> "Seen":
        """With one more."""
        beyond, upto = {*self.beyond, sequence} - {0}, self.upto
        while upto + 1 in beyond:
            upto += 1
        return Seen(upto, frozenset(each for each in beyond if each > upto))


def read(text: str) -> Seen:
    """`7` is all up to 7, `7+9+12` those two as well."""
    upto, *beyond = (int(each) for each in text.split("+")) if text else (0,)
    return Seen(upto, frozenset(beyond))


def written(seen: Seen) -> str:
    return "+".join(map(str, [seen.upto, *sorted(seen.beyond)]))
