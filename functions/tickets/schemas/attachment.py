"""Files of a ticket."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from onestop.http import Query
from onestop.models import Model, Name, Timestamp, Ulid

ContentType = Annotated[
    str, StringConstraints(to_lower=True, max_length=100, pattern=r"^[\w.+-]+/[\w.+-]+(; ?[\w-]+=[\w.+-]+)*$")
]


class NewAttachment(Model):
    """A file that is about to be sent; `size` in bytes."""

    name: Name
    content_type: ContentType
    size: Annotated[int, Field(strict=True, ge=1)]


class Upload(Model):
    """Where to PUT the file, with which headers, and until when."""

    url: str
    headers: dict[str, str]
    until: Timestamp


class Download(Model):
    """From where to GET the file, and until when."""

    url: str
    until: Timestamp


class Attachment(Model):
    """What is shown. `awaited` until the file is there and its upload was completed."""

    id: Ulid
    ticket: Ulid
    name: Name
    content_type: str
    size: int
    state: Literal["awaited", "stored"]
    author: str
    created_at: Timestamp
    updated_at: Timestamp
    version: int


class AwaitedAttachment(Attachment):
    """A file that is about to come."""

    upload: Upload


class AttachmentContent(Attachment):
    """A file and where it is."""

    download: Download


class ContentQuery(Query):
    """`inline` shows the file in the browser, where its type is harmless; else it is saved."""

    inline: bool | None = None
