"""What alerts of certificates say."""

from alerting.alarm import Text
from alerting.rules import label, value
from grafmint.kit.certificates import Certificates


def expiring(certificates: Certificates) -> Text:
    """Certificates that were not renewed in time."""
    name = "/".join(label(each) for each in certificates.by)
    return Text(
        summary=f"The certificate of {name} has {value(0)} days left.",
        description="Clients refuse it once it has expired, and its renewal should have happened by now. Read the log"
        " of what renews it, and renew it by hand if that cannot be mended in time.",
        runbook="certificate-expiry",
    )
