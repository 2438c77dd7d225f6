"""Erlang C: what waits before n agents who all can do everything, with Poisson arrivals and exponential handling times.

It is the bound for a desk whose agents can do only some of the work: no rule makes the mean wait of such a desk shorter
than if everybody could do everything (first come, first served, nobody knowing how long an item will take).

Source: A. K. Erlang, "Solution of some problems in the theory of probabilities of significance in automatic telephone
exchanges", 1917; in this form R. B. Cooper, "Introduction to Queueing Theory", 2nd edition 1981.
"""

from dataclasses import dataclass
from math import inf, log


@dataclass(frozen=True, slots=True)
class Pool:
    """`agents` who each take one item at a time; `rate` items come in a second, one takes `handling` seconds."""

    agents: int
    rate: float
    handling: float

    @property
    def load(self) -> float:
        """Erlangs: how many agents are busy on average, if there are enough."""
        return self.rate * self.handling

    @property
    def waits(self) -> float:
        """The probability that an item has to wait; 1 where more comes than can be done.

        By the recursion of Erlang B, all of whose terms lie between 0 and 1, so that nothing overflows.
        """
        if self.load >= self.agents:
            return 1.0
        blocked = 1.0
        for agents in range(1, self.agents + 1):
            blocked = self.load * blocked / (agents + self.load * blocked)
        return self.agents * blocked / (self.agents - self.load * (1.0 - blocked))

    @property
    def mean_wait(self) -> float:
        """Seconds, over all items, also those that do not wait; infinite where more comes than can be done."""
        return self.waits / self._drain if self.load < self.agents else inf

    def quantile(self, share: float) -> float:
        """Seconds within which the given share of the items (below 1) has an agent: 0.95 for p95."""
        if self.load >= self.agents:
            return inf
        return max(0.0, log(self.waits / (1.0 - share)) / self._drain) if self.waits else 0.0

    @property
    def _drain(self) -> float:
        """How fast a queue gets shorter: items in a second that are done less those that come."""
        return self.agents / self.handling - self.rate
