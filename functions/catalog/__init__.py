"""Catalog: what is for sale, for how much, and how many pieces there are."""
