"""Loki: queries, variable queries, derived fields, the datasource."""

import json
from urllib.parse import unquote

import pytest

from grafmint import loki
from grafmint.errors import ModelError
from grafmint.model.datasource import BasicAuth
from grafmint.model.link import ExploreLink
from grafmint.model.secret import Secret
from grafmint.model.variable.query import QueryVariable
from tests.fake_context import FakeContext, line_of, schema_errors, written


class TestQuery:
    """LogQL in a panel and in a link."""

    def test_plain_query_is_a_range_query_in_the_code_editor(self) -> None:
        """Only the expression is needed; what the page would add is there."""
        query = loki.Query(expr='{app="shop"} |= "error"')
        assert written(query) == {"expr": '{app="shop"} |= "error"', "queryType": "range", "editorMode": "code"}

    def test_every_argument_has_grafanas_key(self) -> None:
        """Each argument is written by the name that Grafana reads."""
        query = loki.Query(
            expr="{a='b'}",
            query_type="instant",
            legend_format="{{level}}",
            max_lines=50,
            step="1m",
            direction="forward",
            ref_id="X",
            hide=True,
        )
        assert written(query) == {
            "expr": "{a='b'}",
            "queryType": "instant",
            "legendFormat": "{{level}}",
            "maxLines": 50,
            "step": "1m",
            "direction": "forward",
            "editorMode": "code",
            "refId": "X",
            "hide": True,
        }

    def test_schema_takes_the_target(self) -> None:
        """Grafana's schema of a Loki query finds nothing unknown, wrong or missing."""
        full = loki.Query(expr="{a='b'}", legend_format="x", max_lines=1, step="1m", direction="backward", hide=False)
        assert schema_errors("loki", full) == []

    def test_wrong_query_type_is_refused(self) -> None:
        """A misspelt member of a closed set is answered with the one that was meant."""
        with pytest.raises(ModelError, match="did you mean 'instant'") as caught:
            loki.Query(expr="{a='b'}", query_type="instan")  # type: ignore[arg-type]  # the mistake that is tested
        assert caught.value.hint == "did you mean 'instant'?"

    def test_explore_link_carries_the_query(self) -> None:
        """A link into Explore holds the whole query and the datasource it goes to."""
        link = ExploreLink(title="Logs", query=loki.Query(expr='{app="shop"}'))
        document = written(link)
        state = json.loads(unquote(document["url"].removeprefix("/explore?left=")))
        assert document["title"] == "Logs"
        assert state["datasource"] == "the-loki"
        assert state["queries"] == [
            {
                "expr": '{app="shop"}',
                "queryType": "range",
                "editorMode": "code",
                "refId": "A",
                "datasource": {"type": "loki", "uid": "the-loki"},
            }
        ]


class TestVariableQueries:
    """What a variable may ask."""

    def test_label_values(self) -> None:
        """Values of a label are asked for by Loki's own object."""
        assert written(loki.LabelValues(label="app", stream='{team="a"}')) == {
            "type": 1,
            "label": "app",
            "stream": '{team="a"}',
            "refId": "LokiVariableQueryEditor-VariableQuery",
        }

    def test_label_names(self) -> None:
        """Names of labels need no argument."""
        assert written(loki.LabelNames()) == {
            "type": 0,
            "label": "",
            "stream": "",
            "refId": "LokiVariableQueryEditor-VariableQuery",
        }

    def test_variable_keeps_the_object(self) -> None:
        """A query variable writes the object as it is, for the only Loki."""
        document = written(QueryVariable(name="app", query=loki.LabelValues(label="app")))
        assert document["datasource"] == {"type": "loki", "uid": "the-loki"}
        assert document["query"]["label"] == "app"
        assert "definition" not in document


class TestDatasource:
    """The datasource and its derived fields."""

    def test_small_datasource(self) -> None:
        """A name and a url are enough."""
        assert written(loki.Datasource(name="logs", url="http://loki:3100")) == {
            "name": "logs",
            "type": "loki",
            "url": "http://loki:3100",
            "access": "proxy",
            "isDefault": False,
            "jsonData": {},
        }

    def test_every_argument_has_grafanas_key(self) -> None:
        """Lines are kept as a text, derived fields as a list, other datasources by uid."""
        trace = loki.DerivedField(name="trace", matcher_regex=r"trace_id=(\w+)", datasource="traces")
        user = loki.DerivedField(
            name="user",
            matcher_regex="user",
            matcher_type="label",
            url="https://x/${__value.raw}",
            url_display_label="Profile",
        )
        source = loki.Datasource(
            name="logs",
            url="http://loki:3100",
            max_lines=500,
            derived_fields=[trace, user],
            manage_alerts=False,
            alertmanager="am",
            timeout=60,
        )
        assert written(source)["jsonData"] == {
            "maxLines": "500",
            "derivedFields": [
                {
                    "name": "trace",
                    "matcherRegex": r"trace_id=(\w+)",
                    "datasourceUid": "traces",
                    "url": "${__value.raw}",
                },
                {
                    "name": "user",
                    "matcherRegex": "user",
                    "matcherType": "label",
                    "url": "https://x/${__value.raw}",
                    "urlDisplayLabel": "Profile",
                },
            ],
            "manageAlerts": False,
            "alertmanagerUid": "am",
            "timeout": 60,
        }

    def test_one_derived_field_needs_no_list(self) -> None:
        """One value is accepted where a list is."""
        one = loki.DerivedField(name="trace", matcher_regex="x", url="https://x")
        assert loki.Datasource(name="logs", url="u", derived_fields=one).derived_fields == (one,)

    def test_url_of_a_derived_field_is_the_query_of_its_datasource(self) -> None:
        """A url beside a datasource is what the datasource is asked."""
        derived = loki.DerivedField(
            name="trace", matcher_regex="x", datasource="traces", url="{ trace:id = `${__value.raw}` }"
        )
        assert written(derived)["url"] == "{ trace:id = `${__value.raw}` }"

    def test_derived_field_that_leads_nowhere_is_refused(self) -> None:
        """A derived field without a url and a datasource would show nothing."""
        with pytest.raises(ModelError, match="leads nowhere") as caught:
            loki.DerivedField(name="trace", matcher_regex="x")
        assert caught.value.hint == "write url=… or datasource=…"

    def test_derived_field_asks_for_its_datasource_itself(self) -> None:
        """An unknown datasource is reported at the line of the derived field."""
        derived = loki.DerivedField(name="trace", matcher_regex="x", datasource="traces")
        context = FakeContext()
        context.encode(loki.Datasource(name="logs", url="u", derived_fields=derived))
        assert context.asked == [("traces", None, derived)]
        assert line_of(derived.origin) > 0

    def test_no_url_is_refused(self) -> None:
        """Loki is somewhere."""
        with pytest.raises(ModelError, match="needs a url"):
            loki.Datasource(name="logs")

    def test_secret_stands_by_name_only(self) -> None:
        """Neither the document nor the text of the value holds more than a secret's name."""
        source = loki.Datasource(name="logs", url="u", auth=BasicAuth(user="grafana", password=Secret(name="pass")))
        assert written(source)["secureJsonData"] == {"basicAuthPassword": "$PASS"}
        assert "Secret('pass')" in repr(source)
