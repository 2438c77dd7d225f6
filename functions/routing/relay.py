"""From the table's stream to the bus."""

from onestop import relay
from routing.table import Row

handler = relay.opens("routing", Row)
