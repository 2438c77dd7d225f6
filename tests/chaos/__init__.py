"""Whatever dies, nothing is lost and nothing happens twice: load, kills by a seed, and the verdict afterwards."""
