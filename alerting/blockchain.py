"""What alerts of a blockchain say: the node, its transactions, the wallets."""

from alerting.alarm import Text
from alerting.rules import label, value
from grafmint.kit.blockchain import Chain


def behind() -> Text:
    """A node that does not see the newest blocks."""
    return Text(
        summary=f"The node is {value(0)} blocks behind its chain.",
        description="What it answers is the past: hold back payments until it has caught up. Few peers: its port or its"
        " network is closed. Enough peers: its disk or its processors are too slow.",
        runbook="node-out-of-sync",
    )


def failing() -> Text:
    """Transactions that the chain does not take."""
    return Text(
        summary=f"Only {value(1)} % of the transactions succeed.",
        description="Hold back what can wait. Look at the sync of the node, the price of gas and the balance of the"
        " wallets; if none of these is wrong, the log of the service names the transactions and what refused them.",
        runbook="transaction-failures",
    )


def queue(chain: Chain) -> Text:
    """Transactions that a wallet does not get rid of."""
    return Text(
        summary=f"{value(0)} transactions of the wallet {label(chain.wallet)} wait.",
        description="Each waits for the one before it: send the oldest again with more gas. If all wallets wait, the"
        " node does not send; look at its sync.",
        runbook="wallet-queue",
    )
