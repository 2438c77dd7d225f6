"""The floor: who waits, who works on what, and whether it is in time. As it is now, counted from events."""
