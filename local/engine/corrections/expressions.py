"""DynamoDB's condition expressions, read once for each text and not once for each item.

MiniStack tokenizes and checks the text anew for every item that a filter or a condition looks at, which costs several
times what the evaluation does. A program has a handful of texts, and their values come as placeholders.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from ministack.services import dynamodb

TEXTS = 2048
_sound: set[tuple[str, str]] = set()


def apply() -> None:
    """Patch how DynamoDB reads expressions in this process."""
    dynamodb._tokenize = _remembering(dynamodb._tokenize)
    dynamodb._evaluate_condition = _trusting(dynamodb._evaluate_condition)


def _remembering(tokenize: Callable[[str], list]) -> Callable[[str], list]:
    remembered = lru_cache(TEXTS)(lambda text: tuple(tokenize(text)))
    # A list of its own for each caller, who may do with it what they like.
    return lambda text: list(remembered(text))


def _trusting(evaluate: Callable[..., bool]) -> Callable[..., bool]:
    """A text that MiniStack accepted once has no fault of its own, so only its values are looked at from then on."""

    def evaluate_condition(
        text: str, item: dict[str, Any], values: Any, names: Any, slot: str = "ConditionExpression"
    ) -> bool:
        if (text, slot) in _sound:
            try:
                return dynamodb._ExprEval(dynamodb._tokenize(text), item, values, names).evaluate()
            except Exception:  # noqa: BLE001 - MiniStack says what is wrong, in the words of DynamoDB
                return evaluate(text, item, values, names, slot=slot)
        outcome = evaluate(text, item, values, names, slot=slot)
        # The bounds of BETWEEN are values, and their order is part of the check.
        if text and "between" not in text.lower() and len(_sound) < TEXTS:
            _sound.add((text, slot))
        return outcome

    return evaluate_condition
