"""The bill: what AWS would charge for what the bench has measured, and what would happen on the busiest day.

Pure functions over three files of data: what operations use (bench/results/latest.json), what people do with them
(bench/journeys.toml), and what AWS asks and allows (prices.toml, quotas.toml). Nothing is called.
"""
