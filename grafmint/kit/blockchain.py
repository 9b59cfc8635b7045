"""Blockchain: whether a node follows its chain, what transactions and contracts cost, and what the wallets hold."""

import attrs

from grafmint import promql
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, bars, graph, legend_of, stat
from grafmint.model.panel.bargauge import BarGauge
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds
from grafmint.prometheus import Query


@attrs.frozen(kw_only=True)
class Chain:
    """What a node and the services around it count; of TON by default.

    `slow` is the quantile of each histogram that is judged. No exporter fixes these names: they are those of the
    service that writes them.
    """

    lag: str = "ton_node_sync_lag_blocks"
    peers: str = "ton_node_peers"
    block_time: str = "ton_node_block_processing_seconds_bucket"
    transactions: str = "ton_transactions_total"
    status: str = "status"
    success: str = "success"
    confirmation: str = "ton_transaction_confirmation_seconds_bucket"
    gas_price: str = "ton_gas_price"
    contract: str = "contract"
    contract_time: str = "ton_contract_execution_seconds_bucket"
    contract_gas: str = "ton_contract_gas_used_total"
    wallet: str = "wallet"
    balance: str = "ton_wallet_balance"
    pending: str = "ton_wallet_pending_transactions"
    transfers: str = "ton_usdt_transfers_total"
    escrow: str = "ton_escrow_operations_total"
    operation: str = "operation"
    instance: str = "instance"
    slow: float = 0.95
    interval: str = "15s"
    scope: promql.Scope = attrs.field(factory=promql.Scope)

    @property
    def sent(self) -> promql.Metric:
        """The counter of all transactions."""
        return self.scope.metric(self.transactions)


def blocks_behind(chain: Chain) -> promql.Expr:
    """How many blocks the node that is furthest behind lacks."""
    return promql.max(chain.scope.metric(chain.lag))


def failing_transactions(chain: Chain) -> promql.Expr:
    """The share of transactions that did not succeed, 0 to 100."""
    return _percentage(chain.sent.where(**{chain.status: promql.ne(chain.success)}), chain.sent)


def pending(chain: Chain) -> promql.Expr:
    """How many transactions wait in each wallet."""
    return promql.sum(chain.scope.metric(chain.pending), by=chain.wallet)


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
        thresholds=thresholds,
    )


def peers(chain: Chain, *, title: str = "Peer connections", look: Look = LOOK) -> TimeSeries:
    """How many others each node is connected to.

    Unit: number of peers. Source: the node's own gauge.
    """
    return graph(
        title,
        _by(chain, promql.sum(chain.scope.metric(chain.peers), by=chain.instance), chain.instance),
        description="Peers of each node. Few or none: its port is closed or its network is cut off, and it will soon"
        " fall behind.",
        unit="short",
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
        _slow(chain, chain.block_time),
        description=f"{_name(chain)} of the time a node takes for a block. Longer than blocks are apart: it cannot keep"
        " up; give it a faster disk or more processors.",
        unit="s",
        thresholds=thresholds,
        look=look,
    )


def transactions_ok(
    chain: Chain, *, title: str = "Transaction success rate", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """The share of transactions that succeed.

    Unit: percent, 0 to 100. Source: the service's own counter.
    """
    succeeding = _percentage(chain.sent.where(**{chain.status: chain.success}), chain.sent)
    return graph(
        title,
        ask(succeeding, "succeeding", interval=chain.interval),
        description="Share of transactions that succeed. Falling: is the gas they offer too low, a wallet empty, or a"
        " contract new? The log of the service names the transactions.",
        unit="percent",
        thresholds=thresholds,
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
        _slow(chain, chain.confirmation),
        description=f"{_name(chain)} of the time from sending a transaction to its confirmation. Long while the node is"
        " in sync: the chain is busy, so offer more gas or send less.",
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


def contract_time(
    chain: Chain, *, title: str = "Contract execution time", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """How long each contract runs.

    Unit: seconds. Source: the service's own histogram.
    """
    return graph(
        title,
        _slow(chain, chain.contract_time, by=chain.contract),
        description=f"{_name(chain)} of the time each contract runs. One alone is slower: what was deployed there, or"
        " how much does it keep? All are slower: look at the node.",
        unit="s",
        thresholds=thresholds,
        look=look,
    )


def contract_gas(chain: Chain, *, title: str = "Contract gas usage", look: Look = LOOK) -> TimeSeries:
    """How much gas each contract uses.

    Unit: gas a second. Source: the service's own counter.
    """
    return graph(
        title,
        _rate(chain, chain.contract_gas, chain.contract),
        description="Gas that each contract uses in a second. Rising with as many calls: its calls became dearer;"
        " compare its execution time and its last deployment.",
        unit="short",
        look=look,
    )


def balances(chain: Chain, *, title: str = "Wallet balance", thresholds: Thresholds = NO_LIMIT) -> BarGauge:
    """What each wallet holds.

    Unit: the chain's own coin. Source: the service's own gauge.
    """
    return bars(
        title,
        _by(chain, promql.sum(chain.scope.metric(chain.balance), by=chain.wallet), chain.wallet),
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
        _by(chain, pending(chain), chain.wallet),
        description="Transactions that wait, by wallet. One wallet grows: its oldest transaction is stuck and holds up"
        " the others. All grow: the node does not send; look at its sync.",
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
        _rate(chain, chain.transfers, chain.status),
        description="Transfers by status. More that fail: compare the balance of the wallets and the price of gas."
        " None at all while orders come in: the service that sends them has stopped.",
        unit="cps",
        look=look,
    )


def escrow(chain: Chain, *, title: str = "Escrow operations", look: Look = LOOK) -> TimeSeries:
    """Operations on money that is held in trust, by kind.

    Unit: operations a second. Source: the service's own counter.
    """
    return graph(
        title,
        _rate(chain, chain.escrow, chain.operation),
        description="Operations on money held in trust. Over a day as much must be released or given back as is taken:"
        " a gap that grows is money that nobody gets.",
        unit="cps",
        look=look,
    )


def _percentage(some: promql.Metric, sent: promql.Metric) -> promql.Expr:
    return 100 * promql.ratio(promql.sum(promql.rate(some)), promql.sum(promql.rate(sent)))


def _slow(chain: Chain, metric: str, *, by: str | None = None) -> Query:
    expr = promql.quantile(chain.slow, chain.scope.metric(metric), by=by)
    return _by(chain, expr, by) if by else ask(expr, _name(chain), interval=chain.interval)


def _rate(chain: Chain, metric: str, by: str) -> Query:
    return _by(chain, promql.sum(promql.rate(chain.scope.metric(metric)), by=by), by)


def _by(chain: Chain, expr: promql.Expr, by: str) -> Query:
    return ask(expr, legend_of(by), interval=chain.interval)


def _name(chain: Chain) -> str:
    return f"p{chain.slow * 100:g}"
