"""What comes in and what goes out."""

from customers.schemas.customer import (
    Batch,
    BatchResult,
    Candidate,
    Customer,
    CustomerPatch,
    CustomerQuery,
    NewCustomer,
    RegisterQuery,
)

__all__ = [
    "Batch",
    "BatchResult",
    "Candidate",
    "Customer",
    "CustomerPatch",
    "CustomerQuery",
    "NewCustomer",
    "RegisterQuery",
]
