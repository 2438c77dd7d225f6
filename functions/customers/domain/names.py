"""Names of people and organisations, in any script."""

import re
import unicodedata

HAN = ("\u3400", "\u9fff"), ("\uf900", "\ufaff")
SPACES = re.compile(r"\s+")
SORTED_BY = 800  # bytes; an index's sort key has at most 1,024, and an id follows


def tidy(text: str) -> str:
    """NFC, single spaces, none at the ends."""
    return SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def display_name(given: str | None, family: str | None) -> str:
    """How a person is called: `Ada Lovelace`, but `王小明`, family name first and no space, where it is Chinese."""
    if given and family and _has_han(family):
        return f"{family}{given}"
    return " ".join(part for part in (given, family) if part)


def _has_han(text: str) -> bool:
    return any(first <= char <= last for char in text for first, last in HAN)


def folded(text: str) -> str:
    """For comparing and sorting: compatibility forms unified, case and accents of Latin letters removed."""
    if text.isascii():
        return tidy(text.casefold())
    unified = unicodedata.normalize("NFKD", text).casefold()  # a sign such as ㎩ has case only once it is taken apart
    decomposed = unicodedata.normalize("NFKD", unified).casefold()
    return tidy("".join(char for char in decomposed if not unicodedata.combining(char)))


def words(text: str) -> list[str]:
    """The words of a name in their order, folded."""
    return re.findall(r"\w+", folded(text))


def tokens(text: str) -> list[str]:
    """The words of a name, folded and sorted, so that `Waller, Amy` and `amy waller` are the same."""
    return sorted(words(text))


def sorting(text: str) -> str:
    """`folded`, cut to what a key of an index can hold whatever the script."""
    return folded(text).encode()[:SORTED_BY].decode(errors="ignore")
