"""The use cases of tickets."""
