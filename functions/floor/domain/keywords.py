"""Finding words in what customers write, in any script."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Scripts that are written without spaces between words: there, a word may begin and end anywhere.
# Thai to Tibetan, Myanmar, Khmer; kana, bopomofo and Han with their extensions.
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u312f\u31a0-\u31bf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)


def found(words: Iterable[str], *texts: str | None) -> list[str]:
    """Those of the words that are in any of the texts, as whole words where a script has words."""
    plain = [_folded(text) for text in texts if text]
    return [word for word in words if any(_pattern(word).search(text) for text in plain)]


@lru_cache(maxsize=1024)
def _pattern(word: str) -> re.Pattern[str]:
    """Between any two of its parts may be any white space."""
    plain = _folded(word).strip()
    parts = r"\s+".join(re.escape(part) for part in plain.split())
    left = "" if UNSPACED.match(plain[:1]) else r"(?<!\w)"
    right = "" if UNSPACED.match(plain[-1:]) else r"(?!\w)"
    return re.compile(left + parts + right)


def _folded(text: str) -> str:
    """Compatible forms (full width, ligatures) and cases are one."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
