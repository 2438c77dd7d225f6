"""Timeline: one customer's story, told from the events of everybody."""
