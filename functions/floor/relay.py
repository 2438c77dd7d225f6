"""From the table's stream to the bus."""

from floor.table import Row
from onestop import relay

handler = relay.opens("floor", Row)
