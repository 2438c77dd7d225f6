"""The routes of customers."""

from customers.api import consents, customers, fields, following, links, lists, notes, trash
from customers.api.door import app

__all__ = ["app", "consents", "customers", "fields", "following", "links", "lists", "notes", "trash"]
