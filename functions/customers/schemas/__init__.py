"""What comes in and what goes out."""

from customers.schemas.batch import Batch, BatchResult
from customers.schemas.consent import Consent, NewConsent, Permission, PermissionQuery
from customers.schemas.customer import Customer, CustomerPatch, CustomerQuery, NewCustomer, RegisterQuery
from customers.schemas.field import CustomField, FieldPatch, NewField
from customers.schemas.link import Link, NewLink
from customers.schemas.note import NewNote, Note, NotePatch
from customers.schemas.static_list import CustomerList, ListPatch, Members, Membership, MembersResult, NewList

__all__ = [
    "Batch",
    "BatchResult",
    "Consent",
    "CustomField",
    "Customer",
    "CustomerList",
    "CustomerPatch",
    "CustomerQuery",
    "FieldPatch",
    "Link",
    "ListPatch",
    "Members",
    "MembersResult",
    "Membership",
    "NewConsent",
    "NewCustomer",
    "NewField",
    "NewLink",
    "NewList",
    "NewNote",
    "Note",
    "NotePatch",
    "Permission",
    "PermissionQuery",
    "RegisterQuery",
]
