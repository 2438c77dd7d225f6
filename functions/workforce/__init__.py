"""Workforce: who works at the desk, what they can do, and whether they are there."""
