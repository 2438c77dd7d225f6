"""Orders: what customers buy, from the first draft to the last document."""
