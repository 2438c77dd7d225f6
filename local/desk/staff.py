"""Who works at the desk: names, skills and languages, the same for the same seed."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from local.desk.questions import SKILLS

_FIRST = ("Ada", "Björn", "Chiara", "Dmitri", "Elif", "Farah", "Goran", "Hana", "Ibrahim", "Joana")
_FAMILY = ("王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周")
_GIVEN = ("敏", "伟", "芳", "军", "静", "磊", "洋", "艳", "杰", "娟")
_LAST = ("Abara", "Berg", "Costa", "Dvorak", "Eriksen", "Fischer", "Garcia", "Horvat", "Ivanova", "Jansen")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works here. `skills` are levels by key; everybody speaks English."""

    name: str
    email: str
    skills: dict[str, int]
    languages: tuple[str, ...]


def people(count: int, domain: str) -> list[Person]:
    """So many agents with two to four skills each; two in five speak Chinese, and every skill is somebody's."""
    chance = random.Random(count)  # noqa: S311  not a secret: the same staff each time
    return [_person(number, domain, chance) for number in range(count)]


def _person(number: int, domain: str, chance: random.Random) -> Person:
    chinese = number % 5 in (1, 3)
    names, others = (_FAMILY, _GIVEN) if chinese else (_FIRST, _LAST)
    one, other = names[number % len(names)], others[number // len(names) % len(others)]
    name = f"{one}{other}" if chinese else f"{one} {other}"
    skills = _skills(number, chance)
    return Person(name, f"desk{number + 1}@{domain}", skills, ("en", "zh-CN") if chinese else ("en",))


def _skills(number: int, chance: random.Random) -> dict[str, int]:
    first = SKILLS[number % len(SKILLS)]
    rest: Sequence[str] = chance.sample([each for each in SKILLS if each != first], chance.randint(1, 3))
    return {first: chance.randint(3, 5), **{each: chance.randint(1, 4) for each in rest}}
