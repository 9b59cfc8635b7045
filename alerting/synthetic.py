"""What alerts say of what does not answer: instances that Prometheus scrapes, and checks from outside."""

from alerting.alarm import Text
from alerting.rules import label
from grafmint.kit.health import Targets
from grafmint.kit.probes import Probes


def service_down(targets: Targets) -> Text:
    """Instances of a service that Prometheus cannot reach."""
    return Text(
        summary=f"{label(targets.instance)} of {label(targets.job)} does not answer.",
        description="Its process has ended, hangs, or cannot be reached. See its last log lines and what was deployed:"
        " roll back if it began there, else start it again.",
        runbook="service-down",
    )


def failed(probes: Probes) -> Text:
    """Checks that find something wrong from where users are."""
    by_check = "" if probes.by == probes.check else f"{label(probes.by)} fails the check "
    return Text(
        summary=f"{by_check}{label(probes.check)}{'' if by_check else ' fails'}.",
        description="Users see this fault. Try the same by hand: if it works, the prober or the way from it is at"
        " fault; else the board and the log of what was checked say why.",
        runbook="synthetic-check",
    )
