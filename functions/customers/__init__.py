"""Customers: people and organisations, and everything that is known about them."""
