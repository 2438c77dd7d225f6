"""Use cases: reading the documents, watching the others."""
