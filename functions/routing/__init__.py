"""Routing: which agent gets which work, when, and why."""
