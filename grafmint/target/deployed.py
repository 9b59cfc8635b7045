"""Deployed: what a build writes for a Prometheus and an Alertmanager, which no target of ours applies."""

from collections.abc import Iterator

from grafmint.bundle import Bundle


def unsaid_of_deployed(bundle: Bundle) -> Iterator[str]:
    """Who loads the rules and the configuration that the bundle has for Prometheus and Alertmanager, if any."""
    rules = len(bundle.of("prometheus-rules"))
    parts = [f"Prometheus rules ({rules} file{'' if rules == 1 else 's'})"] if rules else []
    # Its templates are part of it, and are never without it.
    parts += ["Alertmanager's configuration"] if bundle.of("alertmanager") else []
    if parts:
        yield f"{' and '.join(parts)}: `grafmint build` writes them, whoever runs these loads them"
