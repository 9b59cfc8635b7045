"""Testing: a double of a Grafana server for tests of what talks to one.

    from grafmint.testing import Grafana

    with Grafana() as grafana:
        sync(grafana.url, grafana.token)  # your own code
        grafana.edit("load", lambda document: document.update(title="Changed in the page"))
        grafana.fire("disk-full", instances=2)  # an alert rule
        grafana.fail_next(status=503, method="POST", path="/api/dashboards/db")
        sync(grafana.url, grafana.token)
        assert grafana.dashboard("load")["title"] == "Load"
        assert grafana.count("POST", "/api/dashboards/db") == 3

It is held to recorded exchanges with a real Grafana 9.4: what no recording covers is answered 501 and fails the test.
`Grafana(release="13.2")` is a newer one as far as Grafana's docs and code tell, which no test has compared with one.
Alert rules and routes are tried out with `grafmint.testing.rules`, which asks promtool and amtool.
"""

from grafmint.testing.fault import Fault
from grafmint.testing.grafana import Grafana
from grafmint.testing.request import Request

__all__ = ["Fault", "Grafana", "Request"]
