"""Wallets: what they hold, and what waits in them."""

from grafmint import promql
from grafmint.kit.blockchain.chain import Chain
from grafmint.kit.look import LOOK, NO_LIMIT, Look, bars, graph
from grafmint.model.panel.bargauge import BarGauge
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds


def pending(chain: Chain) -> promql.Expr:
    """How many transactions wait in each wallet."""
    return promql.sum(chain.scope.metric(chain.pending), by=chain.wallet)


def balances(chain: Chain, *, title: str = "Wallet balance", thresholds: Thresholds = NO_LIMIT) -> BarGauge:
    """What each wallet holds.

    Unit: the chain's own coin. Source: the service's own gauge.
    """
    return bars(
        title,
        chain.each(promql.sum(chain.scope.metric(chain.balance), by=chain.wallet), chain.wallet),
        description="What each wallet holds, in the chain's own coin. Low: fill it before its payments and its gas"
        " fail. Less than the books say: stop it and ask who spent.",
        unit="short",
        thresholds=thresholds,
    )


def queue(
    chain: Chain, *, title: str = "Transaction queue", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """How many transactions wait in each wallet.

    Unit: number of transactions. Source: the service's own gauge.
    """
    return graph(
        title,
        chain.each(pending(chain), chain.wallet),
        description="Transactions that wait, by wallet. One wallet grows: its oldest transaction is stuck and holds up"
        " the others. All grow: the node does not send; look at its sync.",
        unit="short",
        counted=True,
        thresholds=thresholds,
        look=look,
    )
