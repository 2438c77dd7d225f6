"""What can be done with payments. Named by verbs; the only caller of table, provider and events."""
