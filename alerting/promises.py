"""What a system promises its users, as an SLO."""

from grafmint import Folder
from grafmint.slo import SLO, ErrorRatio
from systems.system import System


def availability(system: System, folder: Folder) -> SLO:
    """Requests that are answered without a server error."""
    requests = system.requests
    return SLO(
        name=f"{system.tag}-availability",
        description="Requests that are answered without a server error.",
        objective=system.promise.objective,
        window=system.promise.window,
        burn=system.promise.burn,
        indicator=ErrorRatio(errors=requests.answered(requests.failed), total=requests.all),
        folder=folder,
        uid=f"{system.prefix}-availability",
        runbook_url=f"{system.runbooks}/error-budget",
        labels={"system": system.tag},
    )
