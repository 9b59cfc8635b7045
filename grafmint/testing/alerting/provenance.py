"""Provenance: who wrote an object of alerting, and who may write it after them.

Source: https://grafana.com/docs/grafana/v9.4/developers/http_api/alerting_provisioning/
"""

from grafmint.testing.alerting.stored import Provenance
from grafmint.testing.call import Call

_DISABLES = "x-disable-provenance"


def of(call: Call) -> Provenance:
    """What a rule has that this request writes; of the kinds only rules heed the header here."""
    return "" if _DISABLES in call.headers else "api"


def locked(stored: Provenance, wanted: Provenance) -> bool:
    """Whether what is stored keeps a request of another provenance from writing it."""
    return stored not in {"", wanted}


def said(provenance: Provenance) -> dict[str, str]:
    """The key of an answer that says it, which is left out when there is nothing to say."""
    return {"provenance": provenance} if provenance else {}
