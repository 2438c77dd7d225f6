"""The embedded engine: MiniStack in one process on one loopback port, with its faults corrected."""
