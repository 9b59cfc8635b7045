"""Blockchain: whether a node follows its chain, what transactions and contracts cost, and what the wallets hold."""

from grafmint.kit.blockchain.chain import Chain
from grafmint.kit.blockchain.contract import contract_gas, contract_time
from grafmint.kit.blockchain.node import block_time, blocks_behind, peers, sync
from grafmint.kit.blockchain.transaction import confirmation, escrow, gas_price, transactions_ok, transfers
from grafmint.kit.blockchain.wallet import balances, pending, queue

__all__ = [
    "Chain",
    "balances",
    "block_time",
    "blocks_behind",
    "confirmation",
    "contract_gas",
    "contract_time",
    "escrow",
    "gas_price",
    "peers",
    "pending",
    "queue",
    "sync",
    "transactions_ok",
    "transfers",
]
