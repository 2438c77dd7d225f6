"""From the table's stream to the bus."""

from identity.table import Row
from onestop import relay

handler = relay.opens("identity", Row)
