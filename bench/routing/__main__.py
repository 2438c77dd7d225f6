"""`python -m bench.routing`: measure routing alone and show it, without keeping it."""

from rich.console import Console

from bench.routing import measure, tables

if __name__ == "__main__":
    console = Console(highlight=False)
    for table in tables(measure(console.print)):
        console.print(table)
