"""Tickets: what customers ask for, until it is answered."""
