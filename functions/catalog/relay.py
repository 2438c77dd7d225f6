"""From the table's stream to the bus."""

from catalog.table import Row
from onestop import relay

handler = relay.opens("catalog", Row)
