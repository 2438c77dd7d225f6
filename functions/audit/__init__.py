"""Audit: the log of every change of every record."""
