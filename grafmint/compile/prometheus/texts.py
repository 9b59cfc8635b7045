"""Texts: which templates only Grafana can fill in; Prometheus and Alertmanager would refuse the whole file for one.

Sources: https://grafana.com/docs/grafana/latest/alerting/alerting-rules/templates/reference/,
https://grafana.com/docs/grafana/latest/alerting/configure-notifications/template-notifications/reference/ and
https://github.com/prometheus/alertmanager/blob/main/template/default.tmpl
"""

import re
from collections.abc import Collection, Iterable, Iterator

_ACTION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_OF_RULES = re.compile(r"\$values\b|\.Values\b|\b(?:filter|remove)Labels(?:Re)?\b")
_OF_NOTIFICATIONS = re.compile(
    r"(?<!\w)\.(?:DashboardURL|PanelURL|SilenceURL|ValueString|Values|OrgID|ImageURL|EmbeddedImage)\b"
)
_USES = re.compile(r"\{\{-?\s*template\s+[\"`]([^\"`]+)[\"`]")
_DEFINES = re.compile(r"\{\{-?\s*(?:define|block)\s+[\"`]([^\"`]+)[\"`]")
#: The templates that Alertmanager brings along, whose receivers are more from version to version.
_ALERTMANAGERS = re.compile(
    r"__(?:alertmanager|alertmanagerURL|subject|description|text_alert_list|text_alert_list_markdown)"
    r"|(?!teams\.)[a-z0-9]+\.default\.\w+"
)


def of_grafana(text: str) -> str | None:
    """The first word of the templates of a rule's text that Prometheus does not know, or None."""
    return next(_words(text, _OF_RULES), None)


def notified_by_grafana(text: str, defined: Collection[str]) -> str | None:
    """The first word of a notification's templates that Alertmanager does not know, or None.

    `defined` has the names of the templates that it is given.
    """
    word = next(_words(text, _OF_NOTIFICATIONS), None)
    if word is not None:
        return word
    used = (found[1] for found in _USES.finditer(text))
    unknown = (name for name in used if name not in defined and not _ALERTMANAGERS.fullmatch(name))
    return next((f'template "{name}"' for name in unknown), None)


def defined_in(templates: Iterable[str]) -> frozenset[str]:
    """The names of the templates that these texts define."""
    return frozenset(found[1] for text in templates for found in _DEFINES.finditer(text))


def as_text(text: str) -> str:
    """A text that means itself where Prometheus reads templates."""
    return text.replace("{{", '{{ "{{" }}')


def _words(text: str, pattern: "re.Pattern[str]") -> Iterator[str]:
    found = (pattern.search(action[0]) for action in _ACTION.finditer(text))
    return (each[0] for each in found if each is not None)
