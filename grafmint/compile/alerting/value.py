"""The number of an alert in its texts: `$value` as Prometheus writes it, as Grafana does, and back.

Where a query has no data Grafana knows no number, and a function that is given none ends the whole text. So what needs
the number is shown only where there is one, and else the word that Grafana itself has for what it does not know.

Source: https://grafana.com/docs/grafana/latest/alerting/alerting-rules/templates/reference/
"""

import re

import attrs

# What an action quotes is not read: neither an end of it nor a `$value`.
_QUOTED = r'"(?:\\.|[^"\\])*"|`[^`]*`'
_ACTION = re.compile(rf"\{{\{{(?!-?\s*/\*)(?>{_QUOTED}|.)*?\}}\}}", re.DOTALL)
_VALUE = re.compile(rf"(?P<quoted>{_QUOTED})|(?<![\w$])\$value(?!\w)", re.DOTALL)
# Grafana shows it without a function, whether it is there or not.
_BARE = re.compile(r"\{\{(?:-\s)?\s*\$value\s*(?:\s-)?\}\}")
_KEYWORD = re.compile(r"\{\{(?:-\s)?\s*(\w+)")
_DECLARES = re.compile(r"\{\{(?:-\s)?\s*\$\w+\s*:?=")
_OPENS = frozenset({"if", "with", "range", "define", "block"})
#: What Grafana writes for a label or a number that is not there.
_MISSING = "[no value]"


@attrs.define
class _Block:
    """A block of a text, or the text itself: the parts of it that need the number, or all of it."""

    start: int
    needs: bool
    parts: list[tuple[int, int]] = attrs.Factory(list)

    def closed(self, end: int) -> list[tuple[int, int]]:
        """The outermost parts that need the number."""
        return [(self.start, end)] if self.needs else self.parts


def value_written(text: str, ref_id: str) -> str:
    """A text with Prometheus' `$value` as Grafana writes it: the number at a refId, where there is one."""
    written, at = list[str](), 0
    for start, end in _parts(text):
        written += [_numbered(text[at:start], ref_id), _guarded(text[start:end], ref_id)]
        at = end
    return "".join((*written, _numbered(text[at:], ref_id)))


def value_read(text: str, ref_id: str) -> str:
    """What `value_written` made of a text, as Prometheus writes it."""
    number = rf"\$values\.{re.escape(ref_id)}"
    guarded = rf"\{{\{{-? if {number} \}}\}}(.*?)\{{\{{ else \}}\}}{re.escape(_MISSING)}\{{\{{ end -?\}}\}}"
    bare = re.sub(guarded, lambda part: part[1], text, flags=re.DOTALL)
    return re.sub(rf"{number}\.Value(?!\w)", "$value", bare)


def _parts(text: str) -> list[tuple[int, int]]:
    """The outermost parts of a text that need the number: actions, and blocks that it decides on."""
    blocks = [_Block(start=0, needs=False)]
    for action in _ACTION.finditer(text):
        found = _KEYWORD.match(action[0])
        keyword, needs = found and found[1], _needs(action[0])
        if keyword in _OPENS:
            blocks.append(_Block(start=action.start(), needs=needs))
        elif keyword == "end" and len(blocks) > 1:
            parts = blocks.pop().closed(action.end())
            blocks[-1].parts += parts
        elif needs and (keyword == "else" or _DECLARES.match(action[0])):
            blocks[-1].needs = True
        elif needs and not _BARE.fullmatch(action[0]):
            blocks[-1].parts.append(action.span())
    return blocks[0].closed(len(text))


def _needs(action: str) -> bool:
    return any(found["quoted"] is None for found in _VALUE.finditer(action))


def _guarded(part: str, ref_id: str) -> str:
    # What trims blanks around the part has to do so around all of it.
    opening = "{{- if" if part.startswith("{{-") else "{{ if"
    closing = "end -}}" if part.endswith("-}}") else "end }}"
    return f"{opening} $values.{ref_id} }}}}{_numbered(part, ref_id)}{{{{ else }}}}{_MISSING}{{{{ {closing}"


def _numbered(text: str, ref_id: str) -> str:
    return _ACTION.sub(
        lambda action: _VALUE.sub(lambda found: found["quoted"] or f"$values.{ref_id}.Value", action[0]), text
    )
