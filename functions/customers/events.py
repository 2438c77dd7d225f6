"""What this capability publishes. `data` is always the record, its changes and the customers it is about."""

from onestop.events import Kind

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

# The models, in `schemas`, of the records that they carry.
PUBLISHED: dict[Kind, str] = {
    **dict.fromkeys((REGISTERED, CHANGED, DELETED, RESTORED, PURGED), "Customer"),
    **dict.fromkeys((LINK_ADDED, LINK_REMOVED), "Link"),
    **dict.fromkeys((NOTE_ADDED, NOTE_CHANGED, NOTE_DELETED), "Note"),
    **dict.fromkeys((CONSENT_GIVEN, CONSENT_WITHDRAWN), "Consent"),
    **dict.fromkeys((LIST_CREATED, LIST_CHANGED, LIST_DELETED), "CustomerList"),
    **dict.fromkeys((LISTED, UNLISTED), "Membership"),
    **dict.fromkeys((FIELD_DEFINED, FIELD_CHANGED, FIELD_RETIRED), "CustomField"),
}
