"""A desk at work: an hour of customers and agents, through the public API, and whether all of it adds up."""
