"""From the table's stream to the bus."""

from onestop import relay
from workforce.table import Row

handler = relay.opens("workforce", Row)
