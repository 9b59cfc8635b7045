"""Transactions: whether they succeed, how long they wait, and what they cost."""

from grafmint import promql
from grafmint.kit import outcomes
from grafmint.kit.blockchain.chain import Chain
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, graph, percentile
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds


def transactions_ok(
    chain: Chain, *, title: str = "Transaction success rate", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """The share of transactions that succeed.

    Unit: percent, 0 to 100. Source: the service's own counter.
    """
    succeeded = promql.sum(promql.rate(chain.sent.where(**{chain.status: chain.success})))
    succeeding = 100 * promql.ratio(succeeded, promql.sum(promql.rate(chain.sent)))
    return graph(
        title,
        ask(succeeding, "succeeding", interval=chain.interval),
        description="Share of transactions that succeed. Falling: is the gas they offer too low, a wallet empty, or a"
        " contract new? The log of the service names the transactions.",
        unit="percent",
        thresholds=thresholds,
        lowest=True,
        look=look,
    )


def confirmation(
    chain: Chain, *, title: str = "Confirmation time", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """How long a transaction waits until the chain has it.

    Unit: seconds. Source: the service's own histogram.
    """
    return graph(
        title,
        chain.slowest(chain.confirmation),
        description=f"{percentile(chain.slow)} of the time from sending a transaction to its confirmation. Long while"
        " the node is in sync: the chain is busy, so offer more gas or send less.",
        unit="s",
        thresholds=thresholds,
        look=look,
    )


def gas_price(
    chain: Chain, *, title: str = "Gas price", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """What a unit of gas costs.

    Unit: the chain's own. Source: the service's own gauge.
    """
    return graph(
        title,
        ask(promql.avg(chain.scope.metric(chain.gas_price)), "price", interval=chain.interval),
        description="Mean price of a unit of gas. High: put off what can wait, and see that the wallets can still pay"
        " for what cannot.",
        unit="short",
        thresholds=thresholds,
        look=look,
    )


def transfers(chain: Chain, *, title: str = "USDT transfers", look: Look = LOOK) -> TimeSeries:
    """Transfers of the token by how they ended.

    Unit: transfers a second. Source: the service's own counter.
    """
    return graph(
        title,
        chain.rates(chain.transfers, chain.status),
        description="Transfers by status. More that fail: compare the balance of the wallets and the price of gas."
        " None at all while orders come in: the service that sends them has stopped.",
        unit="cps",
        look=look,
        overrides=outcomes.OF_SERIES,
    )


def escrow(chain: Chain, *, title: str = "Escrow operations", look: Look = LOOK) -> TimeSeries:
    """Operations on money that is held in trust, by kind.

    Unit: operations a second. Source: the service's own counter.
    """
    return graph(
        title,
        chain.rates(chain.escrow, chain.operation),
        description="Operations on money held in trust. Over a day as much must be released or given back as is taken:"
        " a gap that grows is money that nobody gets.",
        unit="cps",
        look=look,
    )
