"""Health: whether datasources answer, by their own checks and by the least of queries.

Nothing is really asked: whatever can be told is well. What the checks then say was read in their code.
"""

import re

from grafmint.testing import rights
from grafmint.testing.call import Call
from grafmint.testing.reply import Reply, UnservedError, refused, reply
from grafmint.testing.routes import serves
from grafmint.testing.stored import Json

_QUERY = "datasources:query"
_UID = re.compile(r"[a-zA-Z0-9_-]+")
_CLOUDWATCH = "Successfully queried the CloudWatch"
_DATABASE = "Database Connection OK"
_WELL = {
    "cloudwatch": f"1. {_CLOUDWATCH} metrics API.\n2. {_CLOUDWATCH} logs API.",
    "grafana-azure-monitor-datasource": "Successfully connected to all Azure Monitor endpoints.",
    "mssql": _DATABASE,
    "mysql": _DATABASE,
    "postgres": _DATABASE,
    "stackdriver": "Successfully queried the Google Cloud Monitoring API.",
}
#: Those that newer releases can tell of, with the fact that says since when.
_WELL_SINCE = {
    "loki": ("loki health", "Data source successfully connected."),
    "prometheus": ("prometheus health", "Successfully queried the Prometheus API."),
}
_UNCHECKED = frozenset({"elasticsearch", "graphite", "opentsdb", "tempo", "testdata"})
#: Those that only the page asks, without a part in the server.
_OF_THE_PAGE = frozenset({"alertmanager", "jaeger", "zipkin"})


@serves(
    "GET",
    "/api/datasources/uid/:uid/health",
    imitates=(
        "health of unreachable",
        "health of prometheus",
        "health of loki",
        "health of jaeger",
        "health of an unknown type",
        "health of no datasource",
        "health of no uid",
    ),
)
def get_health(call: Call) -> Reply:
    """What the check of a datasource's type says, where it has one."""
    rights.require(call, _QUERY)
    uid = call.params["uid"]
    if not _UID.fullmatch(uid):
        raise refused(400, "UID is invalid")
    source = call.state.source(uid)
    if source is None:
        raise refused(500, "Unable to load datasource metadata", traced=True)
    return reply({"message": _said(call, source.fields["type"]), "status": "OK"})


def _said(call: Call, type_: str) -> str:
    fact, said = _WELL_SINCE.get(type_, ("", ""))
    if fact and call.state.profile.has(fact):
        return said
    if fact or type_ in _UNCHECKED:
        raise refused(404, "Not found", traced=True)
    if type_ in _OF_THE_PAGE:
        raise refused(503, "Plugin unavailable", traced=True)
    if type_ not in _WELL:
        raise refused(500, "Unable to find datasource plugin")
    return _WELL[type_]


@serves("POST", "/api/ds/query", imitates=("query of a number", "query of a number, no datasource"))
def query(call: Call) -> Reply:
    """The number 1, which every Prometheus knows; of metrics there are none here."""
    rights.require(call, _QUERY)
    match call.json():
        case {"queries": [{"refId": ref_id, "expr": "1", "instant": True, "datasource": {"uid": uid}}], "to": str(end)}:
            pass
        case _:
            raise UnservedError
    source = call.state.source(uid)
    if source is None:
        raise refused(404, "Data source not found", traced=True)
    if source.fields["type"] != "prometheus":
        raise UnservedError
    return reply({"results": {ref_id: {"status": 200, "frames": [_one(ref_id, int(end))]}}})


def _one(ref_id: str, end: int) -> Json:
    time = {"name": "Time", "type": "time", "typeInfo": {"frame": "time.Time"}, "config": {"interval": 15000}}
    config = {"displayNameFromDS": "1"}
    value = {"name": "Value", "type": "number", "typeInfo": {"frame": "float64"}, "labels": {}, "config": config}
    custom = {"type": "timeseries-multi", "custom": {"resultType": "scalar"}}
    meta = {**custom, "executedQueryString": "Expr: 1\nStep: 15s"}
    return {
        "schema": {"name": "1", "refId": ref_id, "meta": meta, "fields": [time, value]},
        "data": {"values": [[end], [1]]},
    }
