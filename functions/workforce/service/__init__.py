"""What can be done with agents, teams and their time. Named by verbs; the only caller of the table."""
