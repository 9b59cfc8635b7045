"""Blockchain: does the node follow its chain, do transactions arrive, and can the wallets pay."""

from collections.abc import Iterator
from functools import partial

import attrs

from alerting import blockchain as texts
from alerting.alarm import Shown
from dashboards.layout import spread
from dashboards.section import Section, row, shown
from dashboards.theme import LOOK
from grafmint import Panel, Row
from grafmint.kit import blockchain
from grafmint.kit.blockchain import Chain as Metrics


@attrs.frozen(kw_only=True)
class Chain(Section):
    """A node, what is sent through it, and the wallets that pay."""

    chain: Metrics = attrs.field(factory=Metrics)
    title: str = "Does the node follow?"
    sync: Shown | None = None
    peers: Shown | None = None
    block_time: Shown | None = None
    transactions_ok: Shown | None = None
    confirmation: Shown | None = None
    gas_price: Shown | None = None
    contract_time: Shown | None = None
    contract_gas: Shown | None = None
    balances: Shown | None = None
    queue: Shown | None = None
    transfers: Shown | None = None
    escrow: Shown | None = None

    def now(self) -> Iterator[Panel]:
        """How far behind the node is."""
        yield from shown(self.sync, partial(blockchain.sync, self.chain), text=texts.behind())

    def rows(self) -> Iterator[Row]:
        """The node, what it sends, and who pays for it."""
        yield from row(self.title, spread(self._node()))
        yield from row("Do transactions arrive?", spread(self._transactions()))
        yield from row("Contracts", spread(self._contracts()))
        yield from row("Wallets", spread(self._wallets(), most=2))

    def _node(self) -> Iterator[Panel]:
        yield from shown(self.peers, partial(blockchain.peers, self.chain, look=LOOK))
        yield from shown(self.block_time, partial(blockchain.block_time, self.chain, look=LOOK))

    def _transactions(self) -> Iterator[Panel]:
        certain = partial(blockchain.transactions_ok, self.chain, look=LOOK)
        yield from shown(self.transactions_ok, certain, text=texts.failing())
        yield from shown(self.confirmation, partial(blockchain.confirmation, self.chain, look=LOOK))
        yield from shown(self.gas_price, partial(blockchain.gas_price, self.chain, look=LOOK))

    def _contracts(self) -> Iterator[Panel]:
        yield from shown(self.contract_time, partial(blockchain.contract_time, self.chain, look=LOOK))
        yield from shown(self.contract_gas, partial(blockchain.contract_gas, self.chain, look=LOOK))

    def _wallets(self) -> Iterator[Panel]:
        chain = self.chain
        yield from shown(self.balances, partial(blockchain.balances, chain))
        yield from shown(self.queue, partial(blockchain.queue, chain, look=LOOK), text=texts.queue(chain))
        yield from shown(self.transfers, partial(blockchain.transfers, chain, look=LOOK))
        yield from shown(self.escrow, partial(blockchain.escrow, chain, look=LOOK))
