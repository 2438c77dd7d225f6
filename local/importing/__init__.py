"""Customers from a CSV file, through the public API: every row once, however often the file is imported."""
