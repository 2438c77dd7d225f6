"""What customers says when tickets asks it who somebody is."""

from dataclasses import dataclass, field

from tests.support.answering import Answer, Asked
from tests.tickets.desk import CUSTOMER


@dataclass
class Customers:
    """Names by id; `down` lets it fail."""

    names: dict[str, str] = field(default_factory=lambda: {CUSTOMER: "王小明"})
    down: bool = False

    def __call__(self, asked: Asked) -> Answer:
        if self.down:
            return 500, {"message": "no"}
        customer = asked.body["input"]["customer"]
        if customer not in self.names:
            return 200, {"refused": {"code": "NotFound", "detail": "no", "errors": [], "facts": {}}}
        return 200, {"id": customer, "name": self.names[customer], "tags": [], "language": "zh-CN"}
