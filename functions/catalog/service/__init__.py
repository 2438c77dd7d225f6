"""The use cases: the only callers of the table and of the events."""
