"""Simulations, one at a time and away from the inbox: the work of the day does not wait for what might have been."""

from onestop import inbox
from routing.service import simulating

handler = inbox.opens({("SimulationStarted", 1): simulating.carry_out})
