"""What a system promises its users, as SLOs: of all its services together, or of one of them."""

from collections.abc import Iterator
from typing import Any

import attrs

from grafmint import Folder
from grafmint.block import Block, on_behalf_of
from grafmint.errors import ModelError
from grafmint.kit.red import Requests
from grafmint.slo import SLO, BurnPolicy, ErrorRatio, Latency
from systems.identity import Identity


@attrs.frozen(kw_only=True)
class Promise(Block):
    """What is promised of requests in a `window` of time: of all of them, or of those of a `service`.

    So many percent, the `objective`, are answered without a server error; as many as the judged quantile says take no
    longer than the `bound`, the label `le` of a bucket. `reviewed` is how often somebody looks whether it still serves,
    `category` a label of its alerts. `metrics` is the Prometheus that it asks, where an environment has several.
    """

    requests: Requests
    objective: float | None = None
    bound: str | None = None
    window: str
    burn: BurnPolicy
    folder: Folder
    service: str | None = None
    runbook: str = "error-budget"
    reviewed: str | None = None
    category: str | None = None
    metrics: str | None = None

    def __attrs_post_init__(self) -> None:
        if self.objective is None and self.bound is None:
            raise ModelError("Promise: nothing is promised", hint="give it an objective, a bound, or both")

    def slos(self, system: Identity) -> tuple[SLO, ...]:
        """The promise as one of a system: an SLO of its availability, of its latency, or of both."""
        with on_behalf_of(self):
            return tuple(self._slos(system))

    def _slos(self, system: Identity) -> Iterator[SLO]:
        if self.objective is not None:
            yield self._slo(
                system,
                "availability",
                "errors",
                description="Requests that are answered without a server error.",
                objective=self.objective,
                indicator=ErrorRatio(errors=self.requests.answered(self.requests.failed), total=self.requests.all),
            )
        if self.bound is not None:
            yield self._slo(
                system,
                "latency",
                "latency",
                description=f"Requests that are answered within {self.bound} s.",
                objective=100 * self.requests.slow,
                indicator=Latency(buckets=self.requests.durations, bound=self.bound),
            )

    def _slo(self, system: Identity, kind: str, brief: str, **measured: Any) -> SLO:
        # Alerts add their own names to the uid, which has no room for a long word beside that of a service.
        called = kind if self.service is None else f"{self.service}-{brief}"
        review = () if self.reviewed is None else (f"review:{self.reviewed}",)
        of_its_own: dict[str, Any] = {"service": self.service, "datasource": self.metrics}
        return SLO(
            name=f"{self.service or system.tag}-{kind}",
            uid=f"{system.prefix}-{called}",
            window=self.window,
            burn=self.burn,
            folder=self.folder,
            runbook_url=system.runbook(self.runbook),
            labels={"system": system.tag} | ({} if self.category is None else {"category": self.category}),
            # Its board is one of the system's.
            tags=(system.tag, *review),
            **{name: said for name, said in of_its_own.items() if said is not None},
            **measured,
        )
