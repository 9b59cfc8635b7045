"""Facts: what newer releases of Grafana do otherwise in alerting."""

from collections.abc import Mapping

from grafmint.testing.fact import HTTP_API, THREADS, Fact

FACTS: Mapping[str, Fact] = {
    "missing rule 404": Fact(
        since=(10, 0),
        evidence="D",
        says="an alert rule that is not there is 404, on 9.4 500",
        source=f"{HTTP_API}/alerting_provisioning/",
    ),
    "taken rule 400": Fact(
        since=(10, 3),
        evidence="D",
        says="POST or PUT of an alert rule or group with a uid or title that is taken is 400, before that 500",
        source=f"{THREADS}/pull/76396",
    ),
    "rule titles free": Fact(
        since=(12, 0),
        evidence="D",
        says="alert rules of a folder may have one title; a uid that is taken is 409 [C]. 11.6 may do so too",
        source=f"{THREADS}/pull/102067",
    ),
    "rules made by group": Fact(
        since=(11, 6),
        evidence="D",
        says="PUT of a rule group makes a rule whose uid is not there, from 11.5.2 on; before that it is 500",
        source=f"{THREADS}/pull/99858",
    ),
    "used in alerting 409": Fact(
        since=(11, 2),
        evidence="D",
        says="deleting a contact point or mute timing that a policy uses is 409, on 9.4 500",
        source=f"{THREADS}/pull/90117",
    ),
    "rules checked": Fact(
        since=(11, 4),
        evidence="D",
        says="an alert rule needs a folder that exists, and a condition that is one of its queries; since which "
        "release the condition is looked at is a guess",
        source=f"{THREADS}/pull/94643",
    ),
    "alerting versions": Fact(
        since=(11, 2),
        evidence="D",
        says="templates and mute timings have a version; one that is sent and is not the stored one is 409, and 404 "
        "where there is no such template",
        source=f"{THREADS}/pull/91195",
    ),
}
