"""From the table's stream to the bus."""

from onestop import relay
from tickets.table import Row

handler = relay.opens("tickets", Row)
