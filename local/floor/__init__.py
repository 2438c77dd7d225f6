"""The wallboard in the terminal: the floor of a desk, as it is now."""
