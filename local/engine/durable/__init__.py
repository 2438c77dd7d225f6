"""What of each service goes into the journal, and what it means when it is read again.

Each module has two halves: `apply` puts notes where MiniStack changes something, and the functions in REPLAYS do to
the saved state what the noted change did to the living one. The state is the one that MiniStack saves, by service.
"""
