"""Use cases: plain functions, the only callers of the table and the events."""
