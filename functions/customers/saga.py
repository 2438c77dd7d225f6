"""The tasks that sagas ask of customers."""

from customers.service import knowing
from onestop import tasks

handler = tasks.opens("customers", {"Known": ("KnownCustomer", knowing.known)})
