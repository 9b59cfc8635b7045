"""Grafana's integrations: the settings of each, which of them it cannot do without, and which are secrets.

Sources: https://github.com/grafana/alerting/tree/main/receivers and, for the versions,
https://github.com/grafana/grafana/pull/58480 (webex),
https://github.com/grafana/grafana/pull/73733 (oncall), https://github.com/grafana/grafana/pull/88867 (sns),
https://github.com/grafana/grafana/pull/91487 (mqtt) and https://github.com/grafana/grafana/pull/100480 (jira).
"""

from collections.abc import Iterator, Mapping

import attrs


@attrs.frozen(kw_only=True)
class Kind:
    """One integration: `needs` has the ways to be complete, `secrets` what may stand in no file.

    `since` is the Grafana that knows it first.
    """

    needs: tuple[frozenset[str], ...]
    secrets: frozenset[str]
    settings: frozenset[str]
    since: tuple[int, int]

    def missing(self, given: Mapping[str, object]) -> frozenset[str]:
        """What is still needed by the way that lacks least, or has most; an empty text is nothing."""
        there = {key for key, value in given.items() if value not in ("", None)}
        way = min(self.needs, key=lambda way: (len(way - there), -len(way)))
        return way - there


#: Grafana 9 knows each that says nothing else.
_OLDEST = (9, 0)


def _kind(needs: str, *, secrets: str = "", others: str = "", since: tuple[int, int] = _OLDEST) -> Kind:
    """A row of the table: names apart by spaces, `|` between ways; a secret of an object has a point in it."""
    ways = tuple(frozenset(way.split()) for way in needs.split("|"))
    hidden = frozenset(secrets.split())
    settings = frozenset[str]().union(*ways, hidden, others.split())
    return Kind(needs=ways, secrets=hidden, settings=settings, since=since)


#: Grafana's names of integrations. Those without a class of their own here are written by `OtherIntegration`.
CATALOG: Mapping[str, Kind] = {
    "LINE": _kind("token", secrets="token", others="title description"),
    "dingding": _kind("url", secrets="url", others="msgType title message"),
    "discord": _kind(
        "url", secrets="url", others="title message avatar_url use_discord_username use_embed_description"
    ),
    "email": _kind("addresses", others="singleEmail message subject"),
    "googlechat": _kind("url", secrets="url", others="title message hide_open_button hide_version_info"),
    "jira": _kind(
        "api_url project issue_type api_token | api_url project issue_type user password",
        secrets="user password api_token",
        others="summary description labels priority resolve_transition reopen_transition reopen_duration "
        "wont_fix_resolution dedup_key_field fields",
        since=(11, 6),
    ),
    "kafka": _kind(
        "kafkaRestProxy kafkaTopic",
        secrets="password",
        others="username apiVersion kafkaClusterId description details",
    ),
    "mqtt": _kind(
        "brokerUrl topic",
        secrets="password tlsConfig.caCertificate tlsConfig.clientCertificate tlsConfig.clientKey",
        others="messageFormat clientId message username qos retain tlsConfig",
        since=(11, 3),
    ),
    "oncall": _kind(
        "url",
        secrets="password authorization_credentials",
        others="httpMethod username authorization_scheme maxAlerts title message",
        since=(10, 2),
    ),
    "opsgenie": _kind(
        "apiKey",
        secrets="apiKey",
        others="apiUrl message description autoClose overridePriority sendTagsAs responders",
    ),
    "pagerduty": _kind(
        "integrationKey",
        secrets="integrationKey",
        others="severity class component group summary source client client_url details url",
    ),
    "prometheus-alertmanager": _kind("url", secrets="basicAuthPassword", others="basicAuthUser"),
    "pushover": _kind(
        "apiToken userKey",
        secrets="apiToken userKey",
        others="device priority okPriority retry expire sound okSound uploadImage title message",
    ),
    "sensugo": _kind("url apikey", secrets="apikey", others="entity check handler namespace message"),
    "slack": _kind(
        "url | token recipient",
        secrets="url token",
        others="username icon_emoji icon_url mentionUsers mentionGroups mentionChannel endpointUrl color title text "
        "footer",
    ),
    "sns": _kind(
        "topic_arn | target_arn | phone_number",
        secrets="sigv4.access_key sigv4.secret_key",
        others="api_url sigv4 subject message attributes",
        since=(11, 1),
    ),
    "teams": _kind("url", secrets="url", others="title sectiontitle message"),
    "telegram": _kind(
        "bottoken chatid",
        secrets="bottoken",
        others="message_thread_id message parse_mode disable_web_page_preview protect_content disable_notifications",
    ),
    "threema": _kind("gateway_id recipient_id api_secret", secrets="api_secret", others="title description"),
    "victorops": _kind("url", secrets="url", others="messageType title description"),
    "webex": _kind("room_id bot_token", secrets="bot_token", others="api_url message", since=(9, 3)),
    "webhook": _kind(
        "url",
        secrets="password authorization_credentials hmacConfig.secret",
        others="httpMethod username authorization_scheme headers maxAlerts title message payload tlsConfig hmacConfig",
    ),
    "wecom": _kind("url | agent_id corp_id secret", secrets="url secret", others="msgtype message title touser"),
}


def flat(settings: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Each setting with its value, and each part of an object with a point in its name."""
    for key, value in settings.items():
        yield key, value
        if isinstance(value, Mapping):
            yield from ((f"{key}.{name}", part) for name, part in value.items())
