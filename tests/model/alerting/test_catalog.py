"""The table of Grafana's integrations: whole in itself, and equal to what the classes write."""

import pytest

from grafmint._unset import UNSET
from grafmint.alerting import Email, Integration, PagerDuty, Slack, Webhook
from grafmint.model.alerting.integration.catalog import CATALOG, Kind
from grafmint.model.base import attributes, camel

#: What Grafana says beside `settings`.
BESIDE = {"disableResolveMessage"}


@pytest.mark.parametrize("kind", CATALOG.values(), ids=CATALOG)
def test_a_row_is_whole(kind: Kind) -> None:
    """There is a way to be complete, by settings that the integration has."""
    assert kind.needs
    assert all(way and way <= kind.settings for way in kind.needs)
    assert kind.secrets <= kind.settings
    assert all(name.partition(".")[0] in kind.settings for name in kind.settings)


@pytest.mark.parametrize("integration", [Email, PagerDuty, Slack, Webhook])
def test_a_class_has_settings_of_its_row(integration: type[Integration]) -> None:
    """Each option is a setting of Grafana's; one that is always a secret for us is one for Grafana too."""
    kind = CATALOG[integration.type]
    fields = {camel(each.name): each for each in attributes(integration)}
    assert set(fields) - BESIDE <= kind.settings
    assert {name for name in kind.secrets if name in fields} == {
        name for name, each in fields.items() if "Secret" in str(each.type) and "str |" not in str(each.type)
    }


def test_what_is_missing_is_told_by_the_shortest_way() -> None:
    """Nothing, an empty text and null are the same."""
    wecom = CATALOG["wecom"]
    assert wecom.missing({}) == {"url"}
    assert wecom.missing({"url": "", "agent_id": None}) == {"url"}
    assert wecom.missing({"corp_id": "a"}) == {"url"}
    assert wecom.missing({"corp_id": "a", "agent_id": "b"}) == {"secret"}
    assert wecom.missing({"url": UNSET}) == frozenset()
