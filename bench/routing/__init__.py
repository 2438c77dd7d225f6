"""How well routing does: waits beside round robin, least busy and the bound that no router beats, Erlang C.

Simulated with the very functions that decide in earnest, on a desk of fifty (`desk`), over several seeds.
"""

from typing import Any

from rich.table import Table

from bench.parts import Say
from bench.routing import deciding, desk
from bench.routing.contest import POLICIES, raced, told
from routing.domain.erlang import Pool

SEEDS, OCCUPANCIES = range(1, 7), (0.70, 0.85, 0.95)
HOURS, WARM_UP = 7, 3600.0  # simulated hours of a run; seconds of them that are not counted
SURGE = ((1800.0, 0.7), (1200.0, 1.6), (5400.0, 0.7))  # Double 11: for twenty minutes more comes than can be done
GOAL = 1.25
Section = dict[str, Any]


def measure(say: Say) -> Section:
    """Waits in seconds, shares, and mean waits as multiples of the pool's, by occupancy; a surge; a decision's CPU."""
    section: Section = {"seeds": len(SEEDS), "goal": GOAL, "loads": {}}
    for occupancy in OCCUPANCIES:
        section["loads"][f"{occupancy:.0%}"] = found = _at(occupancy)
        say(f"{occupancy:.0%}: {found['policies']['scored, eased after 15 s']['ratio']} times Erlang C")
    runs = raced(SEEDS, SURGE)
    section["surge"] = {name: told(seen, runs["pooled"], None) for name, seen in runs.items()}
    section["decision"] = deciding.measured()
    return section


def tables(section: Section) -> list[Table]:
    """A table for each occupancy, one for the surge, one for what a decision costs."""
    loads = [_load(name, found, section["seeds"]) for name, found in section["loads"].items()]
    title = f"A surge: 20 minutes at 160 % ({section['seeds']} seeds; the bound is simulated)"
    surge = _contest(title, section["surge"])
    return [*loads, surge, _decisions(section["decision"])]


def _at(occupancy: float) -> Section:
    pool = Pool(desk.AGENTS, occupancy * desk.AGENTS / desk.HANDLING, desk.HANDLING)
    runs = raced(SEEDS, ((HOURS * 3600.0, occupancy),), WARM_UP)
    erlang = {"mean_s": round(pool.mean_wait, 2), "p95_s": round(pool.quantile(0.95), 1)}
    return {"erlang": erlang, "policies": {name: told(seen, runs["pooled"], pool) for name, seen in runs.items()}}


def _load(name: str, found: Section, seeds: int) -> Table:
    bound = {**found["erlang"], "occupancy": found["policies"]["pooled"]["occupancy"], "match": None, "ratio": 1.0}
    others = {policy: figures for policy, figures in found["policies"].items() if policy != "pooled"}
    return _contest(f"Occupancy {name} ({seeds} seeds)", {"everybody can everything: Erlang C": bound, **others})


def _contest(title: str, figures: Section) -> Table:
    table = Table("Policy", title=title)
    for column in ("Mean wait s", "p95 s", "Occupancy", "Skill match", "Mean wait to the bound"):
        table.add_column(column, justify="right")
    for name, each in figures.items():
        match = "–" if each["match"] is None or name == "pooled" else f"{each['match']:.1%}"
        sure = f" ± {each['within']:.2f}" if each.get("within") else ""
        table.add_row(name, f"{each['mean_s']:.1f}", f"{each['p95_s']:.0f}", f"{each['occupancy']:.1%}", match,
                      f"{each['ratio']:.2f}{sure}")  # fmt: skip
    return table


def _decisions(found: Section) -> Table:
    table = Table("A turn in which", title="CPU of deciding")
    for column in ("with reasons µs", "a bare loop µs", "Ratio", "Ratio without reasons"):
        table.add_column(column, justify="right")
    for name, each in found.items():
        table.add_row(name, f"{each['decide_us']:.0f}", f"{each['loop_us']:.0f}", f"{each['decide']:.1f}",
                      f"{each['assigned']:.1f}")  # fmt: skip
    return table


__all__ = ["GOAL", "POLICIES", "measure", "tables"]
