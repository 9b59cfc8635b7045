"""NotificationTemplate: text that contact points share.

Source: https://grafana.com/docs/grafana/latest/alerting/configure-notifications/template-notifications/
"""

import re
from typing import ClassVar

from grafmint.errors import ModelError
from grafmint.model.base import Traced, frozen

_DEFINES = re.compile(r"\{\{-?\s*define(?=\s*[\"`])")
_TRIMS = re.compile(r"\{\{-\s*(?=define\s*[\"`])")


def defines(text: str) -> bool:
    """Whether a text holds a definition, with or without a minus behind its braces."""
    return _DEFINES.search(text) is not None


def kept(name: str, text: str) -> str:
    """The text as Grafana keeps it: what defines nothing defines the template of its name.

    Grafana 9 sees no definition behind `{{-`, and would put one into another, which no notification can be made of.
    Between definitions there is nothing that the minus could take away.
    Source: pkg/services/ngalert/api/tooling/definitions/alertmanager_validation.go of Grafana 9.4
    """
    text = text.strip()
    if not text or defines(text):
        return _TRIMS.sub("{{ ", text)
    inner = "\n".join(f"  {line}" for line in text.split("\n"))
    return f'{{{{ define "{name}" }}}}\n{inner}\n{{{{ end }}}}'


@frozen(kw_only=True)
class NotificationTemplate(Traced):
    """A group of templates: `template` holds their definitions, `{{ define "name" }} … {{ end }}`."""

    is_resource: ClassVar[bool] = True

    name: str
    template: str

    def _validate(self) -> None:
        if not self.name.strip():
            raise ModelError("NotificationTemplate: the name is empty", hint="write name=…")
        if not defines(self.template):
            raise ModelError(
                f"NotificationTemplate {self.name!r} defines nothing that a contact point could use",
                hint='write {{ define "name" }} … {{ end }} around the text',
            )
