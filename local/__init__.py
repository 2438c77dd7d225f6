"""The embedded engine and the `onestop` command."""
