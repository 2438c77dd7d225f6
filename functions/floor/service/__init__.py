"""The use cases: the only callers of the table."""
