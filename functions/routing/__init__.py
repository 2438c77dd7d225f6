"""Routing: which work waits where, who is offered it, and why."""
