"""What a system promises its users, as SLOs: of all its services together, or of one of them."""

from typing import Any

import attrs

from grafmint import Folder
from grafmint.block import Block, on_behalf_of
from grafmint.kit.red import Requests
from grafmint.slo import SLO, BurnPolicy, ErrorRatio, Latency
from systems.identity import Identity


@attrs.frozen(kw_only=True)
class Promise(Block):
    """What is promised of requests, for how long, and of whom: of all of them, or of a `service`.

    `reviewed` is how often somebody looks whether it still serves, `category` a label of its alerts. `metrics` is the
    Prometheus that it asks, where an environment has several.
    """

    requests: Requests
    window: str
    burn: BurnPolicy
    folder: Folder
    service: str | None = None
    runbook: str = "error-budget"
    reviewed: str | None = None
    category: str | None = None
    metrics: str | None = None

    def _slo(self, system: Identity, kind: str, brief: str, **measured: Any) -> SLO:
        # Alerts add their own names to the uid, which has no room for a long word beside that of a service.
        called = kind if self.service is None else f"{self.service}-{brief}"
        review = () if self.reviewed is None else (f"review:{self.reviewed}",)
        of_its_own: dict[str, Any] = {"service": self.service, "datasource": self.metrics}
        with on_behalf_of(self):
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


@attrs.frozen(kw_only=True)
class Availability(Promise):
    """Requests that are answered without a server error: so many percent, in a window of time."""

    objective: float

    def slo(self, system: Identity) -> SLO:
        """The promise as one of a system."""
        return self._slo(
            system,
            "availability",
            "errors",
            description="Requests that are answered without a server error.",
            objective=self.objective,
            indicator=ErrorRatio(errors=self.requests.answered(self.requests.failed), total=self.requests.all),
        )


@attrs.frozen(kw_only=True)
class Speed(Promise):
    """Requests that take no longer than the bound, the label `le` of a bucket: as many as the judged quantile says."""

    bound: str

    def slo(self, system: Identity) -> SLO:
        """The promise as one of a system."""
        return self._slo(
            system,
            "latency",
            "latency",
            description=f"Requests that are answered within {self.bound} s.",
            objective=100 * self.requests.slow,
            indicator=Latency(buckets=self.requests.durations, bound=self.bound),
        )
