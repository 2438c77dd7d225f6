"""The table `floor`: which items there are and how they are found.

    version       <tenant>#floor#<shard>     !version                  how often something in it changed
    tally         <tenant>#floor#<shard>     tally#<queue>             the numbers of a queue
    agent         <tenant>#floor#0           agent#<id>
    name          <tenant>#floor#0           name#<queue|team>#<id>
    up            <tenant>#floor#0           up#<about>#<rule>         an alert that is up
    place         <tenant>#line#<queue>      <place>#<ticket>          who waits, the longest first
    item          <tenant>#item#<ticket>     record
    stretch       <tenant>#timeline#<agent>  <day>#<start>#<what>#<about>
    rule          <tenant>#alert-rules       <id>
    alert         <tenant>#alert#<id>        record
    told          <tenant>#told#<rule>       <ticket>
    watch         system#watched#<shard>     <tenant>                  tenants at whose rules the clock looks
    pass          <tenant>#pass#<digest>     record                    good for one connection
    socket        <tenant>#sockets           <connection>              a wallboard that is connected
    connection    system#connection#<id>     record                    whose it is
    idempotency   <tenant>#once#<route>#<key>  guard

`by-creation` lists alerts, `by-state` those that are up and those that were cleared.
"""

from floor.table.alert import (
    Alert,
    Guard,
    Rule,
    Told,
    Up,
    Watch,
    alert_pk,
    find_alert,
    rules_pk,
    told_keys,
    up_keys,
    watch_keys,
    watched,
)
from floor.table.base import ByCreation, ByState, Row
from floor.table.item import KEPT, MEMORY, Item, Stretch, find, item_keys, stretch, timeline_pk
from floor.table.live import (
    VERSION,
    Agent,
    Day,
    Name,
    Place,
    Tally,
    Version,
    agent_keys,
    counts,
    floor_pk,
    floor_pks,
    line_pk,
    name_keys,
    shard_of,
    tally_keys,
    turned,
)
from floor.table.socket import (
    Connection,
    Pass,
    Socket,
    connection_keys,
    find_socket,
    pass_keys,
    sockets_pk,
)

__all__ = [
    "KEPT",
    "MEMORY",
    "VERSION",
    "Agent",
    "Alert",
    "ByCreation",
    "ByState",
    "Connection",
    "Day",
    "Guard",
    "Item",
    "Name",
    "Pass",
    "Place",
    "Row",
    "Rule",
    "Socket",
    "Stretch",
    "Tally",
    "Told",
    "Up",
    "Version",
    "Watch",
    "agent_keys",
    "alert_pk",
    "connection_keys",
    "counts",
    "find",
    "find_alert",
    "find_socket",
    "floor_pk",
    "floor_pks",
    "item_keys",
    "line_pk",
    "name_keys",
    "pass_keys",
    "rules_pk",
    "shard_of",
    "sockets_pk",
    "stretch",
    "tally_keys",
    "timeline_pk",
    "told_keys",
    "turned",
    "up_keys",
    "watch_keys",
    "watched",
]

Row._get_connection()  # one connection for all classes of this table: the base has to ask for it first
