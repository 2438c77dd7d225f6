"""The use cases: plain functions named by verbs."""
