"""What customers, notes and consents are, without anything that makes it hard: no table, no bus, no second attempt."""

from dataclasses import dataclass, field
from typing import Literal

State = Literal["here", "trash", "gone"]


@dataclass
class Record:
    """Anything that has versions: each of them is one event."""

    subject: str
    customers: list[str]
    events: list[str] = field(default_factory=list)

    @property
    def version(self) -> int:
        return len(self.events)

    @property
    def etag(self) -> str:
        return f'"{self.version}"'


@dataclass
class Customer(Record):
    """`email` is kept in the trash, but there it keeps nobody else from having it."""

    email: str = ""
    company: str | None = None
    tags: list[str] = field(default_factory=list)
    state: State = "here"

    @property
    def path(self) -> str:
        return f"/{self.subject}"


@dataclass
class Note(Record):
    """`of` is the customer it is about."""

    of: Customer = field(kw_only=True)
    text: str = ""
    deleted: bool = False

    @property
    def path(self) -> str:
        return f"{self.of.path}/{self.subject}"

    @property
    def reachable(self) -> bool:
        return self.of.state == "here" and not self.deleted


@dataclass
class House:
    """All records of one tenant."""

    customers: list[Customer] = field(default_factory=list)
    others: list[Record] = field(default_factory=list)

    def holder(self, email: str) -> Customer | None:
        """Who has the address now."""
        return next((each for each in self.customers if each.email == email and each.state == "here"), None)

    def is_alike(self, customer: Customer, company: str) -> bool:
        """Whether the change of company makes somebody look like another: all have the same name."""
        others = [each for each in self.customers if each is not customer and each.state == "here"]
        return company != customer.company and company in [each.company for each in others]

    def record(self, subject: str, customer: Customer) -> Record:
        """The record of that name that hangs on a customer; new if there is none."""
        found = next((each for each in self.others if each.subject == subject), None)
        if found is None:
            found = Record(subject, customer.customers)
            self.others.append(found)
        return found

    def story(self, customer: Customer) -> list[str]:
        """Everything that happened to a customer, in no particular order."""
        about = [each for each in (*self.customers, *self.others) if customer.customers[0] in each.customers]
        return sorted(event for each in about for event in each.events)
