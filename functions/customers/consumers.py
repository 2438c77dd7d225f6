"""Events that this capability acts on: its own, where something that ended leaves things behind."""

from customers.service import cleaning
from onestop import inbox

handler = inbox.opens(
    {
        ("CustomerPurged", 1): cleaning.forget_customer,
        ("CustomerListDeleted", 1): cleaning.empty_list,
    }
)
