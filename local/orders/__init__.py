"""The orders of the Northwind sample database, replayed through the public API."""
