"""The board of the chain: does the node follow, do transactions arrive, can the wallets pay."""

from alerting.alarm import Shown, critical, warning
from dashboards.blockchain import Chain
from dashboards.board import Board
from dashboards.business import Measures
from dashboards.measures import Judged
from grafmint import above, below
from systems.labelmint.names import BLOCKCHAIN, OUTAGE, PAID, PAYMENTS, PERFORMANCE, RECENT

_CATEGORY = "blockchain"

BOARD = Board(
    uid="lbm-blockchain-monitoring",
    title="Blockchain Monitoring",
    description="Can people be paid? Top: does the node see the newest blocks? Below: what it sends, and what from.",
    folder=BLOCKCHAIN,
    tags=("blockchain",),
    reviewed="daily",
    metrics=RECENT,
    sections=(
        Chain(
            sync=Shown(
                "Sync status",
                above(critical=20),
                (critical("TONNodeOutOfSync", runbook=OUTAGE, category=_CATEGORY),),
            ),
            peers=Shown("Peer connections"),
            block_time=Shown("Node performance"),
            transactions_ok=Shown(
                "Transaction success rate",
                below(critical=95),
                (critical("TONTransactionFailures", runbook=OUTAGE, category=_CATEGORY),),
            ),
            confirmation=Shown("Confirmation time"),
            gas_price=Shown("Gas price"),
            contract_time=Shown("Contract execution time"),
            contract_gas=Shown("Contract gas usage"),
            balances=Shown("Wallet balance"),
            queue=Shown(
                "Transaction queue",
                above(warning=50),
                (warning("WalletQueueGrowing", pending="15m", runbook=PERFORMANCE, category=_CATEGORY),),
            ),
            transfers=Shown("USDT transfers"),
            escrow=Shown("Escrow operations"),
        ),
        # What all of it is for.
        Measures(numbers=(Judged(PAID, PAYMENTS),)),
    ),
)
