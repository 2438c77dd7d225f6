"""From the table's stream to the bus."""

from onestop import relay
from orders.table import Row

handler = relay.opens("orders", Row)
