"""Returns: what comes back, what it is worth, and what becomes of it."""
