"""Variables in the texts of saved replies and actions: `{{ticket.number}}`, `{{requester.name|dear customer}}`.

`agent` is who writes, `assignee` whose ticket it is. What follows a bar stands where there is no value; without it,
what is neutral in the language of the text does.
"""

import re
from collections.abc import Mapping
from typing import Any

VARIABLE = re.compile(r"\{\{([^{}]*)\}\}")
KNOWN = (
    "ticket.number", "ticket.subject", "ticket.status", "ticket.priority", "ticket.category", "ticket.type",
    "ticket.channel", "ticket.createdAt", "ticket.externalId", "requester.name", "requester.id", "agent.name",
    "assignee.name",
)  # fmt: skip
OPEN = "ticket.custom."  # followed by the name of a field that the tenant has
NEUTRAL = {
    "en": {"requester.name": "there", "agent.name": "our team", "assignee.name": "our team"},
    "zh": {"requester.name": "您", "agent.name": "客服团队", "assignee.name": "客服团队"},
}
NOTHING = "–"


def unknown(text: str) -> list[str]:
    """The variables of a text that there are not, each once."""
    return [each for each in dict.fromkeys(_names(text)) if each not in KNOWN and not _is_custom(each)]


def needed(text: str) -> set[str]:
    """What a text needs to be asked for: `requester`, `ticket`, `agent`, `assignee`."""
    return {name.partition(".")[0] for name in _names(text)}


def rendered(text: str, values: Mapping[str, Any], language: str) -> tuple[str, list[str]]:
    """The text with its values (`{"ticket": {...}, "requester": {...}, ...}`), and the variables that had none."""
    missing: list[str] = []

    def put(found: re.Match[str]) -> str:
        name, bar, instead = (part.strip() for part in found[1].partition("|"))
        value = _value(values, name)
        if value not in (None, ""):
            return str(value)
        missing.append(name)
        return instead if bar else _neutral(name, language)

    return VARIABLE.sub(put, text), list(dict.fromkeys(missing))


def chosen(languages: Mapping[str, str], wanted: str | None) -> str:
    """Which of the languages of a text serves best: the wanted one, one of the same tongue, English, the first."""
    tongue = (wanted or "").partition("-")[0]
    same = [each for each in languages if each.partition("-")[0] == tongue]
    return next(each for each in (wanted, *same, "en", next(iter(languages))) if each in languages)


def _names(text: str) -> list[str]:
    return [found.partition("|")[0].strip() for found in VARIABLE.findall(text)]


def _is_custom(name: str) -> bool:
    return name.startswith(OPEN) and bool(re.fullmatch(r"[\w-]{1,50}", name.removeprefix(OPEN)))


def _value(values: Mapping[str, Any], name: str) -> Any:
    found: Any = values
    for part in name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def _neutral(name: str, language: str) -> str:
    return NEUTRAL.get(language.partition("-")[0], NEUTRAL["en"]).get(name, NOTHING)
