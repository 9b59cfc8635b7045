"""Nodes: whether they follow their chain."""

from grafmint import promql
from grafmint.kit.blockchain.chain import Chain
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, graph, percentile, stat
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds


def blocks_behind(chain: Chain) -> promql.Expr:
    """How many blocks the node that is furthest behind lacks."""
    return promql.max(chain.scope.metric(chain.lag))


def sync(chain: Chain, *, title: str = "Sync status", thresholds: Thresholds = NO_LIMIT) -> Stat:
    """How far behind its chain the worst node is.

    Unit: number of blocks. Source: the node's own gauge.
    """
    return stat(
        title,
        ask(blocks_behind(chain), "blocks behind", interval=chain.interval),
        description="Blocks that the node furthest behind still lacks. Growing: look at its peers and at its disk, and"
        " send no payment through it, for it does not see the newest ones.",
        unit="short",
        decimals=0,
        thresholds=thresholds,
    )


def peers(chain: Chain, *, title: str = "Peer connections", look: Look = LOOK) -> TimeSeries:
    """How many others each node is connected to.

    Unit: number of peers. Source: the node's own gauge.
    """
    return graph(
        title,
        chain.each(promql.sum(chain.scope.metric(chain.peers), by=chain.instance), chain.instance),
        description="Peers of each node. Few or none: its port is closed or its network is cut off, and it will soon"
        " fall behind.",
        unit="short",
        decimals=0,
        counted=True,
        lowest=True,
        look=look,
    )


def block_time(
    chain: Chain, *, title: str = "Node performance", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """How long a node works on a block.

    Unit: seconds. Source: the node's own histogram.
    """
    return graph(
        title,
        chain.slowest(chain.block_time),
        description=f"{percentile(chain.slow)} of the time a node takes for a block. Longer than blocks are apart: it"
        " cannot keep up; give it a faster disk or more processors.",
        unit="s",
        thresholds=thresholds,
        look=look,
    )
