"""Everything typed by Amazon CloudWatch: its queries, its variable query, its datasource.

Source: https://grafana.com/docs/grafana/latest/datasources/aws-cloudwatch/
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, Literal

import attrs

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.base import OPTIONS, ROOT, Json, JsonObject, Model, Parts, at, field, frozen, many, unwritten
from grafmint.model.context import Context
from grafmint.model.datasource import Datasource as _Datasource
from grafmint.model.datasource import json_data
from grafmint.model.query import DatasourceRef
from grafmint.model.query import Query as _Query
from grafmint.model.secret import Secret

TYPE = "cloudwatch"

#: One value, several, or "*" for any, by the name of the dimension.
Dimensions = Mapping[str, str | Sequence[str]]

_ID = re.compile(r"[a-z]\w*", re.ASCII)
_SEARCH, _INSIGHTS = range(2)
_BUILDER, _CODE = range(2)


def strings_of(value: str | Iterable[str]) -> tuple[str, ...]:
    """One text or several."""
    return many(value)


def text(value: str | int, context: Context) -> Json:
    """A number that Grafana keeps as a text."""
    return str(value)


def joined(value: tuple[str, ...], context: Context) -> Json:
    """Names that Grafana keeps as one text."""
    return ",".join(value)


def _check_id(owner: str, id_: str) -> None:
    if id_ and not _ID.fullmatch(id_):
        raise ModelError(
            f"{owner}: id {id_!r} cannot be used", hint="start with a small letter; then letters, digits and _"
        )


@frozen(kw_only=True)
class Query(_Query):
    """One metric over the time range: a `metric_name` of a `namespace`, narrowed by `dimensions`.

    `expression` is metric math or SEARCH instead, `sql_expression` a Metrics Insights query. `statistic` is Average,
    Maximum, p99 …; `period` is in seconds, a duration, or "auto"; `label` is the name of a series, which may use
    `${PROP('Dim.InstanceId')}`. `id` is the name by which other expressions of the panel use the query.
    """

    datasource_type: ClassVar[str | None] = TYPE

    region: str = field(default="default", always=True)
    namespace: str = field(default="", always=True)
    metric_name: str = field(default="", always=True)
    dimensions: Dimensions = field(default=attrs.Factory(dict), always=True)
    match_exact: bool = field(default=True, always=True)
    statistic: str = field(default="Average", always=True)
    period: str | int = field(default="", encode=text, always=True)
    label: str | Unset = field()
    account_id: str | Unset = field()
    id: str = field(default="", always=True)
    expression: str = field(default="", always=True)
    sql_expression: str = field(default="", always=True)

    def _validate(self) -> None:
        if sum(map(bool, (self.metric_name, self.expression, self.sql_expression))) != 1:
            raise ModelError(
                "cloudwatch.Query needs a metric_name, an expression or a sql_expression",
                hint="write exactly one of them",
            )
        if self.metric_name and not self.namespace:
            raise ModelError(
                f"cloudwatch.Query: metric {self.metric_name!r} needs its namespace", hint='namespace="AWS/EC2"'
            )
        _check_id("cloudwatch.Query", self.id)

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return {
            **parts[ROOT],
            "queryMode": "Metrics",
            "metricQueryType": _INSIGHTS if self.sql_expression else _SEARCH,
            "metricEditorMode": _BUILDER if self.metric_name else _CODE,
        }


@frozen(kw_only=True)
class LogGroup(Model):
    """A log group by its `arn`, which may be of another account."""

    arn: str
    name: str
    account_id: str | Unset = field()
    account_label: str | Unset = field()


def log_groups_of(value: LogGroup | Iterable[LogGroup]) -> tuple[LogGroup, ...]:
    """One log group or several."""
    return many(value)


@frozen(kw_only=True)
class LogsQuery(_Query):
    """CloudWatch Logs Insights over the time range.

    Log groups are given by name (`log_group_names`) or by ARN (`log_groups`, which wants cross-account querying);
    left out they are those of the datasource. `query_language` is newer than Grafana 10.
    Source: https://grafana.com/docs/grafana/latest/datasources/aws-cloudwatch/query-editor/
    """

    datasource_type: ClassVar[str | None] = TYPE

    expression: str
    region: str = field(default="default", always=True)
    log_group_names: tuple[str, ...] = attrs.field(default=(), converter=strings_of)
    log_groups: tuple[LogGroup, ...] = attrs.field(default=(), converter=log_groups_of)
    stats_groups: tuple[str, ...] = attrs.field(default=(), converter=strings_of)
    query_language: Literal["CWLI", "SQL", "PPL"] | Unset = field()
    id: str = field(default="", always=True)

    def _validate(self) -> None:
        if self.log_group_names and self.log_groups:
            raise ModelError("cloudwatch.LogsQuery has log groups by name and by ARN", hint="write only one of the two")
        _check_id("cloudwatch.LogsQuery", self.id)

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return {**parts[ROOT], "queryMode": "Logs"}


#: What a variable query cannot do without.
_NEEDS = {
    "metrics": ("namespace",),
    "dimensionKeys": ("namespace",),
    "dimensionValues": ("namespace", "metric_name", "dimension_key"),
    "ebsVolumeIDs": ("instance_id",),
    "ec2InstanceAttributes": ("attribute_name",),
    "resourceARNs": ("resource_type",),
}


@frozen(kw_only=True)
class VariableQuery(_Query):
    """The names that CloudWatch knows, for a variable.

    `VariableQuery(query_type="dimensionValues", namespace="AWS/EC2", metric_name="CPUUtilization",
    dimension_key="InstanceId")`. `ec2_filters` and `tags` narrow EC2 attributes and resources.
    Source: https://grafana.com/docs/grafana/latest/datasources/aws-cloudwatch/template-variables/
    """

    datasource_type: ClassVar[str | None] = TYPE
    for_variables: ClassVar[bool] = True

    query_type: Literal[
        "regions", "namespaces", "metrics", "dimensionKeys", "dimensionValues", "ebsVolumeIDs", "ec2InstanceAttributes",
        "resourceARNs", "statistics", "logGroups", "accounts",
    ]  # fmt: skip
    region: str = field(default="default", always=True)
    namespace: str = field(default="", always=True)
    metric_name: str = field(default="", always=True)
    dimension_key: str = field(default="", always=True)
    dimension_filters: Dimensions | Unset = field()
    instance_id: str = field("instanceID", default="", always=True)
    attribute_name: str = field(default="", always=True)
    ec2_filters: Mapping[str, Sequence[str]] | Unset = field("ec2Filters")
    resource_type: str = field(default="", always=True)
    tags: Mapping[str, Sequence[str]] | Unset = field()
    log_group_prefix: str | Unset = field()

    def _validate(self) -> None:
        missing = [name for name in _NEEDS.get(self.query_type, ()) if not getattr(self, name)]
        if missing:
            raise ModelError(
                f"cloudwatch.VariableQuery: {self.query_type} needs {', '.join(missing)}", hint=f"write {missing[0]}=…"
            )

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return {**parts[ROOT], "refId": "CloudWatchVariableQueryEditor-VariableQuery"}


@frozen(kw_only=True)
class Datasource(_Datasource):
    """Amazon CloudWatch of one account; it has a `default_region` and no url.

    `auth_type` is the AWS SDK's own way ("default"), an access key ("keys"), a `profile` of a credentials file
    ("credentials"), or the role of the EC2 instance that Grafana runs on. `logs_timeout` is a duration.
    Source: https://grafana.com/docs/grafana/latest/datasources/aws-cloudwatch/aws-authentication/
    """

    type: ClassVar[str] = TYPE
    needs_url: ClassVar[bool] = False

    default_region: str = attrs.field(metadata=at(OPTIONS))
    auth_type: Literal["default", "keys", "credentials", "ec2_iam_role"] = json_data(default="default", always=True)
    access_key: Secret | Unset = unwritten()
    secret_key: Secret | Unset = unwritten()
    profile: str | Unset = json_data()
    assume_role_arn: str | Unset = json_data()
    external_id: str | Unset = json_data()
    endpoint: str | Unset = json_data()
    custom_metrics_namespaces: tuple[str, ...] = attrs.field(
        default=(), converter=strings_of, metadata=at(OPTIONS, "customMetricsNamespaces", encode=joined)
    )
    default_log_groups: tuple[str, ...] = attrs.field(
        default=(), converter=strings_of, metadata=at(OPTIONS, "defaultLogGroups")
    )
    logs_timeout: str | Unset = json_data()
    tracing: DatasourceRef | Unset = unwritten()

    def _validate(self) -> None:
        _Datasource._validate(self)
        keys = {name for name in ("access_key", "secret_key") if getattr(self, name)}
        wanted = {"access_key", "secret_key"} if self.auth_type == "keys" else set()
        if keys != wanted:
            raise ModelError(
                f"Datasource {self.name!r}: auth_type {self.auth_type!r} "
                + (f"needs {min(wanted - keys)}" if wanted else f"takes no {min(keys)}"),
                hint='write auth_type="keys", access_key=Secret(name=…) and secret_key=Secret(name=…) together',
            )
        if self.profile and self.auth_type != "credentials":
            raise ModelError(
                f"Datasource {self.name!r}: auth_type {self.auth_type!r} takes no profile",
                hint='write auth_type="credentials"',
            )

    @property
    def secrets(self) -> Mapping[str, Secret]:
        """The secrets by Grafana's key in `secureJsonData`."""
        own = {"accessKey": self.access_key, "secretKey": self.secret_key}
        return {**super().secrets, **{key: secret for key, secret in own.items() if not isinstance(secret, Unset)}}

    def _assemble(self, parts: Parts, context: Context) -> Json:
        document: JsonObject = _Datasource._assemble(self, parts, context)
        if not isinstance(self.tracing, Unset):
            document["jsonData"]["tracingDatasourceUid"] = context.datasource(self.tracing, None, self)["uid"]
        return document
