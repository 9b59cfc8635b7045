"""Renaming: where an integration goes that is given another name, with what this Grafana gets wrong about it."""

from grafmint.testing.alerting import tree
from grafmint.testing.alerting.stored import Alerting, ContactPoint, Integration
from grafmint.testing.reply import AnsweredError, reply


def put_in_place(alerting: Alerting, new: Integration) -> None:
    """Let an integration take the place of its uid; where it was alone the contact point and the policies follow."""
    point = next(each for each in alerting.contact_points if new.uid in each.uids)
    place = point.uids.index(new.uid)
    if point.integrations[place].name == new.name == point.name:
        point.integrations[place] = new
    elif len(point.integrations) == 1:
        tree.rename(alerting.policies.document, point.name, new.name)
        point.name, point.integrations = new.name, [new]
    elif new.name in alerting.receivers:
        _move(alerting, point, new)
    else:
        del point.integrations[place]
        alerting.add(new)


def _move(alerting: Alerting, point: ContactPoint, new: Integration) -> None:
    """Move one of several into another contact point: this Grafana drops the wrong one, or fails in the attempt."""
    names = [each.name for each in alerting.contact_points]
    wrong = names.index(new.name)
    if wrong >= len(point.integrations):
        message = "Internal Server Error - Check the Grafana server logs for the detailed error message."
        raise AnsweredError(reply({"error": "Server Error", "message": message}, 500))
    del point.integrations[wrong]
    alerting.contact_points[wrong].integrations.append(new)
