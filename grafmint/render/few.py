"""Few: findings as a person reads them on a terminal, where a thousand of one kind would hide all others."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from shlex import quote

from grafmint.finding import Finding
from grafmint.render.clean import clean
from grafmint.render.findings import findings_text, number
from grafmint.render.style import PLAIN, Style

#: So many warnings of one rule are told of each file.
MOST = 5
# What is in a ConfigMap is told behind the name of its file.
_DOCUMENT = re.compile(r"(.*?\.(?:json|ya?ml))(?:#.*)?", re.DOTALL)


def few_text(findings: Iterable[Finding], style: Style = PLAIN) -> str:
    """Every error, and of many warnings of one rule in one file the first, with the way to the others."""
    findings = list(findings)
    errors = [each for each in findings if each.severity == "error"]
    others = [each for each in findings if each.severity != "error"]
    return "".join(_few(others, style)) + findings_text(errors, style)


def _few(findings: list[Finding], style: Style) -> Iterator[str]:
    count, told = Counter(map(_alike, findings)), Counter[tuple[str, str]]()
    for each in findings:
        alike = _alike(each)
        told[alike] += 1
        if told[alike] <= MOST:
            yield findings_text([each], style)
        elif told[alike] == count[alike]:
            yield f"{style.paint(_rest(*alike, count[alike] - MOST), 'dim')}\n"


def _alike(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.place.file if finding.place is not None else ""


def _rest(rule: str, file: str, count: int) -> str:
    document = _DOCUMENT.fullmatch(file)
    command = f"grafmint check {quote(document[1])}" if document else "grafmint check"
    where = f" in {file}" if file else ""
    return clean(f"… and {number(count, 'more', 'more')} of {rule}{where}: `{command}` tells all")
