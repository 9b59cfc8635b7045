"""Annotations: of the organisation, made and found by their tags.

Source: https://grafana.com/docs/grafana/v9.4/developers/http_api/annotations/
"""

import time

from grafmint.testing.call import Call, text_of
from grafmint.testing.reply import Reply, UnservedError, reply
from grafmint.testing.routes import serves
from grafmint.testing.stored import Json

_RECORDED = {"text", "tags", "time"}


@serves("POST", "/api/annotations", imitates=("annotations create",))
def create_annotation(call: Call) -> Reply:
    """Note something at a time, for whoever looks."""
    body = call.required("text")
    if call.caller.role != "Admin" or set(body) - _RECORDED or not isinstance(body.get("time"), int):
        raise UnservedError
    made = time.time_ns() // 1_000_000
    annotation = {
        "id": next(call.state.annotation_ids),
        "alertId": 0,
        "alertName": "",
        "dashboardId": 0,
        "dashboardUID": None,
        "panelId": 0,
        "userId": 0,
        "newState": "",
        "prevState": "",
        "created": made,
        "updated": made,
        "time": body["time"],
        "timeEnd": body["time"],
        "text": text_of(body["text"]),
        "tags": body.get("tags") or [],
        "login": call.caller.login,
        "email": call.caller.email,
        "avatarUrl": "",
        "data": {},
    }
    call.state.annotations.append(annotation)
    return reply({"id": annotation["id"], "message": "Annotation added"})


@serves("GET", "/api/annotations", imitates=("annotations list",))
def list_annotations(call: Call) -> Reply:
    """Those with all of the tags, the latest first."""
    tags = set(call.all("tags"))
    if call.caller.role != "Admin" or not tags or call.query_string.count("=") != len(call.all("tags")):
        raise UnservedError
    found: list[Json] = [each for each in call.state.annotations if tags.issubset(each["tags"])]
    return reply(sorted(found, key=lambda each: (-each["time"], -each["id"])))
