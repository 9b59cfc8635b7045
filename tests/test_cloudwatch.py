"""CloudWatch: metric and log queries, variable queries, the datasource."""

from typing import Any

import pytest

from grafmint import cloudwatch
from grafmint.errors import ModelError
from grafmint.model.secret import Secret
from grafmint.model.variable.query import QueryVariable
from tests.fake_context import schema_errors, written

CPU = cloudwatch.Query(namespace="AWS/EC2", metric_name="CPUUtilization", dimensions={"InstanceId": "*"})
KEYS: dict[str, Any] = {"access_key": Secret(name="key"), "secret_key": Secret(name="secret_key")}


class TestQuery:
    """Metrics by name, by math and by SQL."""

    def test_metric(self) -> None:
        """A metric by its name is a search in the builder, as the page writes it."""
        assert written(CPU) == {
            "queryMode": "Metrics",
            "metricQueryType": 0,
            "metricEditorMode": 0,
            "region": "default",
            "namespace": "AWS/EC2",
            "metricName": "CPUUtilization",
            "dimensions": {"InstanceId": "*"},
            "matchExact": True,
            "statistic": "Average",
            "period": "",
            "id": "",
            "expression": "",
            "sqlExpression": "",
        }

    def test_every_argument_has_grafanas_key(self) -> None:
        """Several values of a dimension are a list, a period in seconds is a text."""
        query = cloudwatch.Query(
            region="eu-west-1",
            namespace="AWS/ELB",
            metric_name="Latency",
            dimensions={"LoadBalancer": ("a", "b"), "Zone": ["$zone"]},
            match_exact=False,
            statistic="p99",
            period=300,
            label="${PROP('Dim.LoadBalancer')}",
            account_id="all",
            id="latency",
        )
        document = written(query)
        assert document["dimensions"] == {"LoadBalancer": ["a", "b"], "Zone": ["$zone"]}
        assert (document["period"], document["statistic"], document["matchExact"]) == ("300", "p99", False)
        assert (document["label"], document["accountId"]) == ("${PROP('Dim.LoadBalancer')}", "all")
        assert (document["region"], document["id"]) == ("eu-west-1", "latency")

    def test_math_is_written_as_code(self) -> None:
        """Metric math and SEARCH are a search in the code editor."""
        document = written(cloudwatch.Query(expression="latency * 1000", id="ms"))
        assert (document["metricQueryType"], document["metricEditorMode"]) == (0, 1)
        assert document["expression"] == "latency * 1000"

    def test_insights_is_written_as_a_query(self) -> None:
        """SQL of Metrics Insights is of the other query type."""
        document = written(cloudwatch.Query(sql_expression='SELECT AVG(CPUUtilization) FROM "AWS/EC2"'))
        assert (document["metricQueryType"], document["metricEditorMode"]) == (1, 1)

    @pytest.mark.parametrize(
        "query",
        [
            CPU,
            cloudwatch.Query(expression="a * 2", id="b", label="x", account_id="1", period="auto"),
            cloudwatch.LogsQuery(
                expression="fields @message",
                log_group_names="/aws/lambda/a",
                stats_groups="level",
                query_language="CWLI",
                id="logs",
            ),
            cloudwatch.LogsQuery(
                expression="fields @message",
                log_groups=cloudwatch.LogGroup(arn="arn:a", name="a", account_id="1", account_label="prod"),
            ),
        ],
    )
    def test_schema_takes_the_target(self, query: cloudwatch.Query | cloudwatch.LogsQuery) -> None:
        """Grafana's schema of a CloudWatch query finds nothing unknown, wrong or missing."""
        assert schema_errors("cloudwatch", query) == []

    @pytest.mark.parametrize(
        ("given", "problem"),
        [
            ({}, "needs a metric_name, an expression or a sql_expression"),
            ({"metric_name": "a", "namespace": "b", "expression": "c"}, "needs a metric_name, an expression"),
            ({"metric_name": "CPUUtilization"}, "needs its namespace"),
            ({"expression": "a", "id": "Upper"}, "cannot be used"),
            ({"metricname": "a"}, "has no option 'metricname'"),
        ],
    )
    def test_what_cannot_be_asked_is_refused(self, given: dict[str, Any], problem: str) -> None:
        """A query that CloudWatch would refuse is refused where it is written, with a way out."""
        with pytest.raises(ModelError, match=problem) as caught:
            cloudwatch.Query(**given)
        assert caught.value.hint

    def test_math_may_have_no_namespace(self) -> None:
        """An expression names its metrics itself."""
        assert written(cloudwatch.Query(expression="SEARCH('{AWS/EC2}', 'Sum')"))["namespace"] == ""


class TestLogsQuery:
    """Logs Insights."""

    def test_log_groups_by_name(self) -> None:
        """Names of log groups are what every version reads."""
        query = cloudwatch.LogsQuery(expression="fields @message", log_group_names=["/a", "/b"])
        assert written(query) == {
            "queryMode": "Logs",
            "expression": "fields @message",
            "region": "default",
            "logGroupNames": ["/a", "/b"],
            "id": "",
        }

    def test_log_groups_by_name_and_by_arn_are_refused(self) -> None:
        """Grafana would leave the names out of the query without a word."""
        group = cloudwatch.LogGroup(arn="arn:a", name="a")
        with pytest.raises(ModelError, match="by name and by ARN") as caught:
            cloudwatch.LogsQuery(expression="x", log_group_names="/a", log_groups=group)
        assert caught.value.hint == "write only one of the two"


class TestVariableQuery:
    """What a variable may ask."""

    def test_dimension_values(self) -> None:
        """The object has all keys that the page's editor writes."""
        query = cloudwatch.VariableQuery(
            query_type="dimensionValues",
            region="$region",
            namespace="AWS/EC2",
            metric_name="CPUUtilization",
            dimension_key="InstanceId",
            dimension_filters={"Type": "t3.micro"},
        )
        assert written(query) == {
            "queryType": "dimensionValues",
            "region": "$region",
            "namespace": "AWS/EC2",
            "metricName": "CPUUtilization",
            "dimensionKey": "InstanceId",
            "dimensionFilters": {"Type": "t3.micro"},
            "instanceID": "",
            "attributeName": "",
            "resourceType": "",
            "refId": "CloudWatchVariableQueryEditor-VariableQuery",
        }

    def test_filters_have_grafanas_keys(self) -> None:
        """Filters of EC2 attributes, tags and log groups are written as given."""
        query = cloudwatch.VariableQuery(
            query_type="ec2InstanceAttributes",
            attribute_name="Tags.Name",
            ec2_filters={"tag:Env": ["prod"]},
            tags={"team": ("a",)},
            log_group_prefix="/aws",
        )
        document = written(query)
        assert document["ec2Filters"] == {"tag:Env": ["prod"]}
        assert document["tags"] == {"team": ["a"]}
        assert document["logGroupPrefix"] == "/aws"

    def test_what_is_missing_is_named(self) -> None:
        """Each type says what it cannot do without."""
        with pytest.raises(ModelError, match="dimensionValues needs metric_name, dimension_key") as caught:
            cloudwatch.VariableQuery(query_type="dimensionValues", namespace="AWS/EC2")
        assert caught.value.hint == "write metric_name=…"

    def test_variable_keeps_the_object(self) -> None:
        """A query variable writes the object as it is."""
        document = written(QueryVariable(name="region", query=cloudwatch.VariableQuery(query_type="regions")))
        assert document["query"]["queryType"] == "regions"
        assert document["datasource"]["type"] == "cloudwatch"


class TestDatasource:
    """The datasource and its ways to authenticate."""

    def test_small_datasource_has_no_url(self) -> None:
        """A name and a region are enough: AWS finds its credentials itself."""
        assert written(cloudwatch.Datasource(name="CloudWatch", default_region="eu-west-1")) == {
            "name": "CloudWatch",
            "type": "cloudwatch",
            "access": "proxy",
            "isDefault": False,
            "jsonData": {"defaultRegion": "eu-west-1", "authType": "default"},
        }

    def test_every_argument_has_grafanas_key(self) -> None:
        """Namespaces are one text, log groups a list, the tracing datasource a uid."""
        source = cloudwatch.Datasource(
            name="aws",
            default_region="eu-west-1",
            auth_type="credentials",
            profile="monitoring",
            assume_role_arn="arn:aws:iam::1:role/grafana",
            external_id="x",
            endpoint="https://vpce.example",
            custom_metrics_namespaces=["CWAgent", "Shop"],
            default_log_groups="/aws/lambda/a",
            logs_timeout="30m",
            tracing="xray",
        )
        assert written(source)["jsonData"] == {
            "defaultRegion": "eu-west-1",
            "authType": "credentials",
            "profile": "monitoring",
            "assumeRoleArn": "arn:aws:iam::1:role/grafana",
            "externalId": "x",
            "endpoint": "https://vpce.example",
            "customMetricsNamespaces": "CWAgent,Shop",
            "defaultLogGroups": ["/aws/lambda/a"],
            "logsTimeout": "30m",
            "tracingDatasourceUid": "xray",
        }

    def test_keys_are_secrets_by_name(self) -> None:
        """Neither key has a value in the document or in the text of the datasource."""
        source = cloudwatch.Datasource(name="aws", default_region="eu-west-1", auth_type="keys", **KEYS)
        assert written(source)["secureJsonData"] == {"accessKey": "$KEY", "secretKey": "$SECRET_KEY"}
        assert "Secret('key')" in repr(source)

    def test_key_as_a_text_is_refused(self) -> None:
        """A key cannot stand in the code."""
        with pytest.raises(ModelError, match="is not Secret"):
            cloudwatch.Datasource(
                name="aws",
                default_region="eu-west-1",
                auth_type="keys",
                access_key="AKIA",  # type: ignore[arg-type]  # the mistake that is tested
                secret_key=Secret(name="secret_key"),
            )

    @pytest.mark.parametrize(
        ("given", "problem"),
        [
            ({"auth_type": "keys"}, "'keys' needs access_key"),
            ({"auth_type": "keys", "access_key": Secret(name="a")}, "'keys' needs secret_key"),
            (KEYS, "'default' takes no access_key"),
            ({"profile": "x"}, "'default' takes no profile"),
            ({"auth_type": "key"}, "did you mean 'keys'"),
        ],
    )
    def test_credentials_that_do_not_fit_are_refused(self, given: dict[str, Any], problem: str) -> None:
        """Each way to authenticate has its own arguments."""
        with pytest.raises(ModelError, match=problem) as caught:
            cloudwatch.Datasource(name="aws", default_region="eu-west-1", **given)
        assert caught.value.hint

    def test_region_is_required(self) -> None:
        """Queries of the region "default" would go nowhere without it."""
        with pytest.raises(ModelError, match="needs default_region"):
            cloudwatch.Datasource(name="aws")  # type: ignore[call-arg]  # the mistake that is tested
