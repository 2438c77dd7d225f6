"""From the table's stream to the bus."""

from onestop import relay
from returns.table import Row

handler = relay.opens("returns", Row)
