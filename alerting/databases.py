"""What alerts of databases and caches say."""

from alerting.alarm import Text
from alerting.rules import label, value
from grafmint.kit.postgresql import Postgresql
from grafmint.kit.redis import Redis


def unreachable(server: Postgresql) -> Text:
    """A server that lets nobody in."""
    return Text(
        summary=f"{label(server.instance)} does not answer.",
        description="Does it run, and has it connections and disk left? Start it again or end what holds them. If it"
        " answers others, the exporter's address or password is wrong.",
        runbook="database-down",
    )


def connections(server: Postgresql) -> Text:
    """A server that soon accepts nobody."""
    return Text(
        summary=f"{value(0)} % of the connections of {label(server.instance)} are in use.",
        description="At 100 % every new client is refused. See which client holds them and whether they are idle:"
        " restart that one, or put a pooler before the server.",
        runbook="database-connections",
    )


def replication(server: Postgresql) -> Text:
    """A replica that is behind."""
    return Text(
        summary=f"{label(server.instance)} is {{{{ $value | humanizeDuration }}}} behind.",
        description="Whoever reads there reads the past, and a failover would lose that much. A long query on the"
        " replica or a slow disk holds it up: end the one, see the other on the board of the hosts.",
        runbook="replication-lag",
    )


def cache_memory(cache: Redis) -> Text:
    """A cache that soon forgets."""
    return Text(
        summary=f"{label(cache.instance)} uses {value(0)} % of its memory.",
        description="When it is full it evicts, or refuses to write. See what grew, shorten how long keys live, or give"
        " it more.",
        runbook="cache-memory",
    )
