"""Chain: what a node and the services around it call their metrics."""

import attrs

from grafmint import promql
from grafmint.block import Block
from grafmint.kit.look import ask, legend_of, percentile
from grafmint.prometheus import Query


@attrs.frozen(kw_only=True)
class Chain(Block):
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

    def each(self, expr: promql.Expr, by: str) -> Query:
        """A query with a series for each value of a label."""
        return ask(expr, legend_of(by), interval=self.interval)

    def rates(self, metric: str, by: str) -> Query:
        """How often something is counted in a second, by a label."""
        return self.each(promql.sum(promql.rate(self.scope.metric(metric)), by=by), by)

    def slowest(self, metric: str, *, by: str | None = None) -> Query:
        """The quantile of a histogram that is judged, in all or by a label."""
        expr = promql.quantile(self.slow, self.scope.metric(metric), by=by)
        return self.each(expr, by) if by else ask(expr, percentile(self.slow), interval=self.interval)
