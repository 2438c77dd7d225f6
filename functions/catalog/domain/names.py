"""How a variant is called on a document."""

from collections.abc import Mapping


def called(name: Mapping[str, str], options: Mapping[str, str], language: str | None) -> str:
    """`T-shirt (red, L)`: the product's name in the language asked for, and what sets the variant apart.

    Where there is no name in that language, one in the same language of another region serves, then English, then
    whichever was given first.
    """
    chosen = ", ".join(options.values())
    return f"{_in_language(name, language)} ({chosen})" if chosen else _in_language(name, language)


def _in_language(name: Mapping[str, str], language: str | None) -> str:
    wanted = (language or "en").partition("-")[0]
    alike = (tag for tag in name if tag.partition("-")[0] == wanted)
    tag = next((each for each in (language, next(alike, None), "en") if each in name), None)
    return name[tag] if tag else next(iter(name.values()))
