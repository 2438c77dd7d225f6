"""The shop in memory: what each capability promises the sagas, written down a second time and as short as possible."""
