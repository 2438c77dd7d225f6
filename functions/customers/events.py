"""What this capability publishes. `data` is always the record, its changes and the customers it is about."""

from customers import schemas
from onestop.events import Kind
from onestop.models import Model

REGISTERED = Kind("CustomerRegistered")
CHANGED = Kind("CustomerChanged")
DELETED = Kind("CustomerDeleted")
RESTORED = Kind("CustomerRestored")
PURGED = Kind("CustomerPurged")

LINK_ADDED = Kind("LinkAdded")
LINK_REMOVED = Kind("LinkRemoved")

NOTE_ADDED = Kind("NoteAdded")
NOTE_CHANGED = Kind("NoteChanged")
NOTE_DELETED = Kind("NoteDeleted")

CONSENT_GIVEN = Kind("ConsentGiven")
CONSENT_WITHDRAWN = Kind("ConsentWithdrawn")

LIST_CREATED = Kind("CustomerListCreated")
LIST_CHANGED = Kind("CustomerListChanged")
LIST_DELETED = Kind("CustomerListDeleted")
LISTED = Kind("CustomerListed")
UNLISTED = Kind("CustomerUnlisted")

FIELD_DEFINED = Kind("FieldDefined")
FIELD_CHANGED = Kind("FieldChanged")
FIELD_RETIRED = Kind("FieldRetired")

PUBLISHED: dict[Kind, type[Model]] = {
    **dict.fromkeys((REGISTERED, CHANGED, DELETED, RESTORED, PURGED), schemas.Customer),
    **dict.fromkeys((LINK_ADDED, LINK_REMOVED), schemas.Link),
    **dict.fromkeys((NOTE_ADDED, NOTE_CHANGED, NOTE_DELETED), schemas.Note),
    **dict.fromkeys((CONSENT_GIVEN, CONSENT_WITHDRAWN), schemas.Consent),
    **dict.fromkeys((LIST_CREATED, LIST_CHANGED, LIST_DELETED), schemas.CustomerList),
    **dict.fromkeys((LISTED, UNLISTED), schemas.Membership),
    **dict.fromkeys((FIELD_DEFINED, FIELD_CHANGED, FIELD_RETIRED), schemas.CustomField),
}
