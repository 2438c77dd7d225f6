"""From the table's stream to the bus."""

from onestop import relay
from payments.table import Row

handler = relay.opens("payments", Row)
