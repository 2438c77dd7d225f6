"""The tasks that sagas, and those who have somebody before them, ask of customers."""

from customers.service import knowing, recognising
from onestop import tasks

handler = tasks.opens(
    "customers",
    {"Known": ("KnownCustomer", knowing.known), "Recognise": ("SomebodyWriting", recognising.recognise)},
)
