"""What an account may do, what a load asks for, and what therefore breaks first."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

QUOTAS = Path(__file__).with_name("quotas.toml")


@dataclass(frozen=True, slots=True)
class Strain:
    """A quota and what is asked of it at the worst moment; `remedy` says what to do about it."""

    name: str
    asked: float
    limit: float
    remedy: str
    source: str

    @property
    def load(self) -> float:
        """How many times the quota is asked for; above 1 it is broken."""
        return self.asked / self.limit


def strains(asked: Mapping[str, float], stage_limit: float, path: Path = QUOTAS) -> list[Strain]:
    """Every quota under what is asked, by the names of their measures; what breaks first comes first."""
    found = [_strain(each, asked, stage_limit) for each in tomllib.loads(path.read_text("utf-8"))["quota"]]
    return sorted(found, key=lambda strain: -strain.load)


def _strain(said: Mapping[str, Any], asked: Mapping[str, float], stage_limit: float) -> Strain:
    limit = stage_limit if said["limit"] == "stage" else float(said["limit"])
    return Strain(said["name"], asked[said["measure"]], limit, said["remedy"], said["source"])
