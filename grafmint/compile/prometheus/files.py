"""Files: what Prometheus and Alertmanager read, as bytes; the only module here that knows YAML."""

import re
from typing import Any

import yaml

from grafmint.bundle import Entry

#: What a person looks for first stands first; everything else follows in order of the alphabet.
_FIRST = (
    *("name", "alert", "record", "expr", "interval", "for", "keep_firing_for"),
    *("global", "templates", "route", "receiver", "matchers", "inhibit_rules", "receivers"),
)
# Controls and the line ends of other times, which are read back only from an escape.
_INVISIBLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_ORDER = {key: place for place, key in enumerate(_FIRST)}


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as such, and lists further in than what they belong to."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if _INVISIBLE.search(text) else "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def content(entry: Entry) -> bytes:
    """The bytes of the file of an entry of `grafmint.bundle.FILES`."""
    document = entry.json
    if entry.kind == "alertmanager-template":
        template: str = document["template"]
        return f"{template.rstrip()}\n".encode()
    return written(document)


def written(document: Any) -> bytes:
    """A document as YAML."""
    options: dict[str, Any] = {"sort_keys": False, "allow_unicode": True, "width": 10_000}
    text: str = yaml.dump(_in_order(document), Dumper=_Dumper, default_flow_style=False, **options)
    return text.encode()


def _in_order(value: Any) -> Any:
    if isinstance(value, list):
        return [_in_order(each) for each in value]
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: (_ORDER.get(key, len(_ORDER)), key))
        return {key: _in_order(value[key]) for key in keys}
    return value
