"""From the table's stream to the bus."""

from customers.service.purging import purged
from customers.table import Row
from onestop import relay

handler = relay.opens("customers", Row, gone=purged)
