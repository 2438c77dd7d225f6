"""What catalog says when orders asks it what something costs."""

from dataclasses import dataclass, field
from typing import Any

from tests.support.answering import Answer, Asked

TEA, POT, SET = (f"01J0000000000000000000000{letter}" for letter in "TPS")


def article(variant: str, price: int, rate: str = "0.19", *, included: bool = False, **more: Any) -> dict[str, Any]:
    """What catalog says of a variant: `price` is in minor units."""
    said = {"variant": variant, "sku": f"sku-{variant[-1]}", "name": f"茶 {variant[-1]}", "unitPrice": price,
            "taxRate": rate, "taxIncluded": included, "priceBook": "01J0000000000000000000000B"}  # fmt: skip
    return {**said, "components": [{"variant": variant, "quantity": 1}], **more}


@dataclass
class Catalogue:
    """A catalogue with a few articles; `refusal` is what it refuses with, `down` lets it fail."""

    articles: dict[str, dict[str, Any]] = field(
        default_factory=lambda: {TEA: article(TEA, 499), POT: article(POT, 2500)}
    )
    refusal: dict[str, Any] | None = None
    down: bool = False
    asked: list[Asked] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.articles |= {TEA: article(TEA, 499), POT: article(POT, 2500)}

    def sells(self, said: dict[str, Any]) -> None:
        """Add an article, or change what it costs."""
        self.articles[said["variant"]] = said

    def questions(self) -> list[Any]:
        """What it was asked, question by question."""
        return [each.body["input"] for each in self.asked]

    def __call__(self, asked: Asked) -> Answer:
        if self.down:
            return 500, {"message": "no"}
        if self.refusal:
            return 200, {"refused": {"detail": "no", "errors": [], "facts": {}, **self.refusal}}
        lines = asked.body["input"]["lines"]
        return 200, {"lines": [{**self.articles[each["variant"]], "quantity": each["quantity"]} for each in lines]}
