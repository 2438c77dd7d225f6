"""Rules about money that is moved, decided without asking anybody."""
