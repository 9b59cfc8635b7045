"""What alerts of security say: who tries to get in."""

from alerting.alarm import Text
from alerting.rules import value


def failures() -> Text:
    """Attempts that fail one after the other."""
    return Text(
        summary=f"{value(1)} attempts a second fail.",
        description="One source far ahead of the others: block it. Many sources with a few each: stolen passwords are"
        " tried, so make second factors mandatory. As many attempts as ever: the identity provider is broken.",
        runbook="failing-logins",
    )
