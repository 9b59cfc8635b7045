"""OtherIntegration: an integration by Grafana's own name and settings."""

import re
from collections.abc import Mapping
from typing import Any

import attrs

from grafmint.errors import ModelError
from grafmint.model.alerting.integration.base import Integration
from grafmint.model.alerting.integration.catalog import CATALOG, Kind, flat
from grafmint.model.alerting.url import check_keyless
from grafmint.model.base import UNWRITTEN, Json, Parts, frozen, unwritten
from grafmint.model.context import Context
from grafmint.model.secret import Secret
from grafmint.suggest import hint

_HEADER = re.compile(r"headers\..*(?:authorization|cookie|token|secret|api-?key).*", re.IGNORECASE)


@frozen(kw_only=True)
class OtherIntegration(Integration):
    """An integration by Grafana's own name (`teams`, `opsgenie`, `sns` …) with its settings, which are checked.

    `secure_settings` has the settings that stand in no file; any setting that is a text can be one of them.
    """

    name: str = attrs.field(metadata=UNWRITTEN)
    settings: Mapping[str, Any] = unwritten(default=attrs.Factory(dict))
    secure_settings: Mapping[str, Secret] = unwritten(default=attrs.Factory(dict))

    def _validate(self) -> None:
        kind = CATALOG.get(self.name)
        if kind is None:
            raise ModelError(f"OtherIntegration: Grafana has no {self.name!r}", hint=hint(self.name, CATALOG))
        owner = f"OtherIntegration {self.name!r}"
        self._check_names(owner, kind)
        self._check_secrets(owner, kind)
        missing = sorted(kind.missing({**self.settings, **self.secure_settings}))
        if missing:
            given = ", ".join(f'"{name}": {"Secret(name=…)" if name in kind.secrets else "…"}' for name in missing)
            raise ModelError(f"{owner} needs {', '.join(missing)}", hint=f"write {given}")

    @property
    def plugin(self) -> str:
        return self.name

    @property
    def secrets(self) -> Mapping[str, Secret]:
        return self.secure_settings

    def _check_names(self, owner: str, kind: Kind) -> None:
        for name in (*self.settings, *self.secure_settings):
            if name not in kind.settings:
                raise ModelError(f"{owner} has no setting {name!r}", hint=hint(name, kind.settings))

    def _check_secrets(self, owner: str, kind: Kind) -> None:
        for name, value in flat(self.settings):
            if name in self.secure_settings:
                raise ModelError(f"{owner}: {name} is said twice", hint="leave it out of settings")
            if name in kind.secrets or isinstance(value, Secret):
                raise ModelError(
                    f"{owner}: {name} is a secret, which must stand in no file",
                    hint=f'write secure_settings={{"{name}": Secret(name=…)}}',
                )
            if _HEADER.fullmatch(name):
                raise ModelError(
                    f"{owner}: {name} holds a key, which must stand in no file",
                    hint='write secure_settings={"authorization_credentials": Secret(name=…)}, which makes that header',
                )
            if isinstance(value, str):
                way_out = f'write secure_settings={{"{name}": Secret(name=…)}}'
                check_keyless(owner, name, value, way_out)

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return context.plain(self.settings)
