"""What this capability publishes. `data` is always the record, its changes and the customers it is about."""

from onestop.events import Kind

REGISTERED = Kind("CustomerRegistered")
CHANGED = Kind("CustomerChanged")
DELETED = Kind("CustomerDeleted")
RESTORED = Kind("CustomerRestored")
PURGED = Kind("CustomerPurged")
