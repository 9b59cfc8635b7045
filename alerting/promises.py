"""What a system promises its users, as SLOs: of all its services together, or of one of them."""

from typing import Any

from grafmint import Folder
from grafmint.kit.red import Requests
from grafmint.slo import SLO, BurnPolicy, ErrorRatio, Latency
from systems.identity import Identity

_BRIEF = {"availability": "errors"}
_RUNBOOK = "error-budget"


def availability(  # noqa: PLR0913  # what is promised, for how long, and of whom
    system: Identity,
    requests: Requests,
    *,
    objective: float,
    window: str,
    burn: BurnPolicy,
    folder: Folder,
    service: str | None = None,
    runbook: str = _RUNBOOK,
    reviewed: str | None = None,
) -> SLO:
    """Requests that are answered without a server error: so many percent, in a window of time."""
    return SLO(
        description="Requests that are answered without a server error.",
        objective=objective,
        window=window,
        burn=burn,
        indicator=ErrorRatio(errors=requests.answered(requests.failed), total=requests.all),
        folder=folder,
        **_named(system, "availability", service, runbook, reviewed),
    )


def latency(  # noqa: PLR0913  # what is promised, for how long, and of whom
    system: Identity,
    requests: Requests,
    *,
    bound: str,
    window: str,
    burn: BurnPolicy,
    folder: Folder,
    service: str | None = None,
    runbook: str = _RUNBOOK,
    reviewed: str | None = None,
) -> SLO:
    """Requests that take no longer than the bound, the label `le` of a bucket: as many as the judged quantile says."""
    return SLO(
        description=f"Requests that are answered within {bound} s.",
        objective=100 * requests.slow,
        window=window,
        burn=burn,
        indicator=Latency(buckets=requests.durations, bound=bound),
        folder=folder,
        **_named(system, "latency", service, runbook, reviewed),
    )


def _named(system: Identity, kind: str, service: str | None, runbook: str, reviewed: str | None) -> dict[str, Any]:
    """What an SLO is called, and what all of a system have in common."""
    review = () if reviewed is None else (f"review:{reviewed}",)
    of_one = {} if service is None else {"service": service}
    # Alerts add their own names to the uid, which has no room for a long word beside that of a service.
    brief = kind if service is None else f"{service}-{_BRIEF.get(kind, kind)}"
    return {
        "name": f"{service or system.tag}-{kind}",
        "uid": f"{system.prefix}-{brief}",
        "runbook_url": system.runbook(runbook),
        "labels": {"system": system.tag},
        # Its board is one of the system's.
        "tags": (system.tag, *review),
        **of_one,
    }
