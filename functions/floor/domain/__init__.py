"""The rules of this capability: decided without I/O."""
