"""Where the bench keeps things."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
LATEST = ROOT / "bench/results/latest.json"
PAGES = (ROOT / "README.md", ROOT / "docs/performance.md", ROOT / "docs/cost.md")
