"""Rules about who is there and when, decided without asking anybody."""
