"""Contracts: how long they run, and the gas they use."""

from grafmint.kit.blockchain.chain import Chain
from grafmint.kit.look import LOOK, NO_LIMIT, Look, graph, percentile
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds


def contract_time(
    chain: Chain, *, title: str = "Contract execution time", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """How long each contract runs.

    Unit: seconds. Source: the service's own histogram.
    """
    return graph(
        title,
        chain.slowest(chain.contract_time, by=chain.contract),
        description=f"{percentile(chain.slow)} of the time each contract runs. One alone is slower: what was deployed"
        " there, or how much does it keep? All are slower: look at the node.",
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
        chain.rates(chain.contract_gas, chain.contract),
        description="Gas that each contract uses in a second. Rising with as many calls: its calls became dearer;"
        " compare its execution time and its last deployment.",
        unit="short",
        look=look,
    )
