"""Portal: what the API is, for people and for programs, and whether it is well."""
