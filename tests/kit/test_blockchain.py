"""Blockchain: the node, the transactions, the contracts and the wallets."""

from collections.abc import Callable

import pytest

from grafmint import promql
from grafmint.kit import blockchain
from grafmint.kit.look import NO_LIMIT
from grafmint.model.panel.base import FieldPanel
from grafmint.model.threshold import above, below
from grafmint.prometheus import Query

from .answered import answer
from .asked import exprs, steps

TON = blockchain.Chain()
OTHER = blockchain.Chain(
    transactions="eth_tx_total", wallet="account", slow=0.99, scope=promql.scope(net="main"), interval="30s"
)
RATE = "[$__rate_interval]"


@pytest.mark.parametrize(
    ("panel", "type_", "unit", "expr"),
    [
        (blockchain.sync, "stat", "short", "max(ton_node_sync_lag_blocks)"),
        (blockchain.peers, "timeseries", "short", "sum by (instance) (ton_node_peers)"),
        (blockchain.block_time, "timeseries", "s",
         f"histogram_quantile(0.95, sum by (le) (rate(ton_node_block_processing_seconds_bucket{RATE})))"),
        (blockchain.confirmation, "timeseries", "s",
         f"histogram_quantile(0.95, sum by (le) (rate(ton_transaction_confirmation_seconds_bucket{RATE})))"),
        (blockchain.gas_price, "timeseries", "short", "avg(ton_gas_price)"),
        (blockchain.contract_time, "timeseries", "s",
         f"histogram_quantile(0.95, sum by (le, contract) (rate(ton_contract_execution_seconds_bucket{RATE})))"),
        (blockchain.contract_gas, "timeseries", "short",
         f"sum by (contract) (rate(ton_contract_gas_used_total{RATE}))"),
        (blockchain.balances, "bargauge", "short", "sum by (wallet) (ton_wallet_balance)"),
        (blockchain.queue, "timeseries", "short", "sum by (wallet) (ton_wallet_pending_transactions)"),
        (blockchain.transfers, "timeseries", "cps", f"sum by (status) (rate(ton_usdt_transfers_total{RATE}))"),
        (blockchain.escrow, "timeseries", "cps", f"sum by (operation) (rate(ton_escrow_operations_total{RATE}))"),
    ],
)  # fmt: skip
def test_a_panel_asks_for_what_the_chain_writes(
    panel: Callable[[blockchain.Chain], FieldPanel], type_: str, unit: str, expr: str
) -> None:
    """Type, unit and query of each, and no colour warns without a limit."""
    made = panel(TON)
    assert (made.type, made.unit, exprs(made), made.thresholds) == (type_, unit, [expr], NO_LIMIT)


def test_limits_colour_what_can_be_bad() -> None:
    """A node far behind, few that succeed, and an empty wallet."""
    assert steps(blockchain.sync(TON, thresholds=above(critical=20)).thresholds)[-1] == (20, "red")
    assert steps(blockchain.transactions_ok(TON, thresholds=below(warning=95)).thresholds)[0] == (None, "orange")
    assert steps(blockchain.balances(TON, thresholds=below(critical=5)).thresholds)[0] == (None, "red")


def test_every_name_is_the_chains_own() -> None:
    """Metrics, labels, the quantile, the scope and the interval are those that were given."""
    panel = blockchain.transactions_ok(OTHER)
    whole = 'sum(rate(eth_tx_total{net="main"}[$__rate_interval]))'
    part = 'sum(rate(eth_tx_total{net="main", status="success"}[$__rate_interval]))'
    assert exprs(panel) == [f"100 * (({part} or 0 * {whole}) / ({whole} > 0))"]
    assert [query.interval for query in panel.queries if isinstance(query, Query)] == ["30s"]
    assert exprs(blockchain.queue(OTHER)) == ['sum by (account) (ton_wallet_pending_transactions{net="main"})']
    slow = blockchain.block_time(OTHER)
    assert exprs(slow)[0].startswith("histogram_quantile(0.99, ")
    assert isinstance(slow.description, str)
    assert slow.description.startswith("p99 of the time")


def test_what_succeeds_is_a_share_of_all() -> None:
    """Every status but success is a failure, and it is all where none of them was ever counted."""
    (succeeding,) = blockchain.transactions_ok(TON).queries
    series = {
        'ton_transactions_total{status="success"}': "0+90x20",
        'ton_transactions_total{status="failed"}': "0+6x20",
        'ton_transactions_total{status="expired"}': "0+4x20",
    }
    assert answer(succeeding.expr, series, at="15m") == [90]  # type: ignore[attr-defined]  # it asks Prometheus
    fine = {'ton_transactions_total{status="success"}': "0+90x20"}
    assert answer(succeeding.expr, fine, at="15m") == [100]  # type: ignore[attr-defined]


def test_an_alert_gets_numbers_to_compare() -> None:
    """The node that is furthest behind, and each wallet that waits."""
    lag = {'ton_node_sync_lag_blocks{instance="a"}': "1x5", 'ton_node_sync_lag_blocks{instance="b"}': "30x5"}
    assert answer(blockchain.blocks_behind(TON), lag, at="5m") == [30]
    waiting = {
        f'ton_wallet_pending_transactions{{wallet="{name}"}}': f"{much}x5" for name, much in (("x", 4), ("y", 0))
    }
    assert sorted(answer(blockchain.pending(TON), waiting, at="5m")) == [0, 4]
