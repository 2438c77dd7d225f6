"""A customer: as it is sent, as it is changed, as it is shown."""

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, JsonValue, StringConstraints, model_validator

from customers.domain.names import display_name, folded, tidy
from customers.schemas.contact import Address, DomainName, Email, EmailAddress, Phone, PhoneNumber, plus
from customers.schemas.field import FieldName
from onestop.http import ListQuery, Query
from onestop.models import Language, Model, Name, Short, Timestamp, Ulid, patch_of

Tag = Annotated[str, StringConstraints(min_length=1, max_length=50), AfterValidator(tidy)]
System = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_.-]{0,49}$")]
MOST_FOLLOWERS = 200


class Collaborator(Model):
    """A member with whom a restricted record is shared."""

    member: Ulid
    access: Literal["read", "write"] = "read"


def _once_each(values: list[str]) -> list[str]:
    return sorted(set(values))


class Details(Model):
    """All of a customer that a caller may set. `custom` holds the fields that the tenant defined."""

    name: Name | None = None
    given_name: Short | None = None
    family_name: Short | None = None
    emails: Annotated[list[Email], Field(max_length=10)] = []
    phones: Annotated[list[Phone], Field(max_length=10)] = []
    addresses: Annotated[list[Address], Field(max_length=5)] = []
    domains: Annotated[list[DomainName], Field(max_length=10), AfterValidator(_once_each)] = []
    birth_date: date | None = None
    company: Name | None = None
    language: Language | None = None
    owner: Ulid | None = None
    tags: Annotated[list[Tag], Field(max_length=30), AfterValidator(_once_each)] = []
    external_ids: Annotated[dict[System, Short], Field(max_length=5)] = {}
    custom: Annotated[dict[FieldName, JsonValue], Field(max_length=100)] = {}
    visibility: Literal["everyone", "restricted"] = "everyone"
    collaborators: Annotated[list[Collaborator], Field(max_length=50)] = []
    followers: Annotated[list[Ulid], Field(max_length=MOST_FOLLOWERS), AfterValidator(_once_each)] = []


class NewCustomer(Details):
    """What POST takes. A person needs a name or a given or family name, an organisation a name."""

    kind: Literal["person", "organisation"]

    @model_validator(mode="after")
    def _named(self) -> Self:
        person = self.kind == "person"
        if not self.name and not (person and (self.given_name or self.family_name)):
            raise ValueError("a name is needed")
        if not person and (self.given_name or self.family_name or self.birth_date):
            raise ValueError("an organisation has no given name, family name or date of birth")
        if person and self.domains:
            raise ValueError("domains belong to an organisation")
        return self

    def whole(self) -> dict[str, Any]:
        said = super().whole()
        return {**said, "name": said["name"] or display_name(said["givenName"], said["familyName"])}


CustomerPatch = patch_of("CustomerPatch", Details, external_ids=dict[System, Short | None] | None)


class Customer(Details):
    """What is shown."""

    id: Ulid
    kind: Literal["person", "organisation"]
    name: str
    created_at: Timestamp
    updated_at: Timestamp
    deleted_at: Timestamp | None
    version: int


class RegisterQuery(Query):
    """`allowDuplicates=true` registers a customer although others look the same."""

    allowDuplicates: bool = False  # noqa: N815  the parameter's public name


WAYS = ("email", "phone", "externalId", "tag", "owner", "name", "updatedSince", "createdSince")
BOUND_TO = {"name": "name", "updatedSince": "updatedAt"}


def _with_letters(text: str) -> str:
    if not folded(text):
        raise ValueError("has no letters or digits")
    return text


class CustomerQuery(ListQuery):
    """One way to look at the list: by address, by a label (tag, owner), or sorted and within bounds."""

    email: EmailAddress | None = None
    phone: Annotated[PhoneNumber, BeforeValidator(plus)] | None = None
    externalId: Annotated[str, Field(pattern=r"^[^:]+:.+$", max_length=160)] | None = None  # noqa: N815
    tag: Tag | None = None
    owner: Ulid | None = None
    name: Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_with_letters)] | None = None
    updatedSince: Timestamp | None = None  # noqa: N815
    createdSince: Timestamp | None = None  # noqa: N815
    sort: Literal["createdAt", "-createdAt", "name", "-name", "updatedAt", "-updatedAt"] | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = [name for name in WAYS if getattr(self, name) is not None]
        if len(ways) > 1:
            raise ValueError(f"choose one of {', '.join(ways)}")
        needed = BOUND_TO.get(ways[0], "createdAt") if ways else None
        if needed and self.sort and self.sort.lstrip("-") != needed:
            raise ValueError(f"with {ways[0]}, the list is sorted by {needed}")
        return self
