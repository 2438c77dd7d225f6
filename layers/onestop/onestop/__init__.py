"""What every capability shares: doors, tables, events, errors. Functions and values, no framework."""
