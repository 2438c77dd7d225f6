"""Events that this capability acts on: its own, where something that ended leaves things behind."""

from customers import events
from customers.service import cleaning
from onestop import inbox

handler = inbox.opens(
    {
        (events.PURGED.name, events.PURGED.version): cleaning.forget_customer,
        (events.LIST_DELETED.name, events.LIST_DELETED.version): cleaning.empty_list,
    }
)
