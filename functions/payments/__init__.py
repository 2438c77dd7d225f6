"""Payments: what customers owe and paid, asked of a payment provider and never guessed."""
