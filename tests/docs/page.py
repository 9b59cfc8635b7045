"""A page of the documentation: its code blocks, its headings and its links."""

import re
from collections.abc import Iterator
from pathlib import Path

import attrs

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
TUTORIAL = ROOT / "docs" / "tutorial.md"
HOWTO = ROOT / "docs" / "howto.md"
ALERTING = ROOT / "docs" / "alerting.md"
UNATTENDED = ROOT / "docs" / "unattended.md"
SYSTEMS = ROOT / "docs" / "systems.md"
EXTEND = ROOT / "docs" / "extend.md"
REFERENCE = ROOT / "docs" / "reference"

_FENCE = re.compile(r"^```(\w*)$")
_HEADING = re.compile(r"^(#{1,6}) (.+)$")
_FILE = re.compile(r"^(Add to |In )?`([\w./-]+)`:$")
_HAPPENING = re.compile(r"^In Grafana, (.+):$")
_COMMENT = re.compile(r"^# ([\w./-]+\.\w+)$")
_LINK = re.compile(r"\]\(([^()\s]+)\)")
_SPAN = re.compile(r"`([^`]+)`")
_COMMAND = re.compile(r"grafmint [a-z]")
_CALL = re.compile(r"(?:^\$ |^ *- run: |^ *- |^ *|then )(grafmint [a-z][^\n;|>#]*)", re.MULTILINE)
#: The blocks that commands stand in.
_SHOWN = ("console", "text", "yaml")


@attrs.frozen(kw_only=True)
class Block:
    """A fenced block: `before` is the last line of prose above it, `line` that of its first line of code."""

    page: Path
    line: int
    section: str
    language: str
    before: str
    text: str

    @property
    def path(self) -> str | None:
        """The file that the block is, as the line above it or its first line says."""
        named = _FILE.match(self.before)
        commented = _COMMENT.match(self.text.partition("\n")[0])
        return named[2] if named else commented[1] if commented else None

    @property
    def is_added(self) -> bool:
        """Whether it goes on where the file ends."""
        return self.before.startswith("Add to ")

    @property
    def happening(self) -> str | None:
        """What somebody does in Grafana before it, as the line above it says."""
        found = _HAPPENING.match(self.before)
        return found[1] if found else None

    @property
    def where(self) -> str:
        """Page and line, as an editor takes them."""
        return f"{self.page.relative_to(ROOT)}:{self.line}"

    def rewrite(self, text: str) -> None:
        """Put another text in its place on the page; what stands below it moves, so the last block goes first."""
        lines = self.page.read_text(encoding="utf-8").splitlines(keepends=True)
        start = self.line - 1
        lines[start : start + self.text.count("\n")] = [text]
        self.page.write_text("".join(lines), encoding="utf-8")


@attrs.frozen
class Page:
    """A Markdown file, read once."""

    path: Path
    text: str

    @property
    def name(self) -> str:
        """Its path below the repository."""
        return self.path.relative_to(ROOT).as_posix()

    def blocks(self) -> tuple[Block, ...]:
        """Its fenced blocks, in order."""
        return tuple(self._blocks())

    def sections(self) -> dict[str, tuple[Block, ...]]:
        """The blocks of each heading of the second level that has some; "" is what comes before the first."""
        found: dict[str, list[Block]] = {}
        for block in self.blocks():
            found.setdefault(block.section, []).append(block)
        return {section: tuple(blocks) for section, blocks in found.items()}

    def prose(self) -> str:
        """The page without its fenced blocks."""
        lines, inside = [], False
        for line in self.text.splitlines():
            fence = _FENCE.match(line) is not None
            if not fence and not inside:
                lines.append(line)
            inside ^= fence
        return "\n".join(lines)

    def anchors(self) -> frozenset[str]:
        """What a link to a heading of the page can name, by GitHub's rule."""
        headings = (_HEADING.match(line) for line in self.prose().splitlines())
        return frozenset(_slug(heading[2]) for heading in headings if heading)

    def links(self) -> tuple[str, ...]:
        """Where its links and pictures lead."""
        return tuple(_LINK.findall(re.sub(_SPAN, "", self.prose())))

    def commands(self) -> Iterator[str]:
        """Every call of grafmint that the page shows, in code spans and in blocks."""
        yield from filter(_COMMAND.match, _SPAN.findall(self.prose()))
        for block in self.blocks():
            if block.language in _SHOWN:
                yield from _CALL.findall(block.text)

    def _blocks(self) -> Iterator[Block]:
        section, before, start, language = "", "", 0, ""
        lines = self.text.splitlines()
        for number, line in enumerate(lines, 1):
            fence = _FENCE.match(line)
            if start and fence:
                code = "".join(f"{each}\n" for each in lines[start - 1 : number - 1])
                yield Block(page=self.path, line=start, section=section, language=language, before=before, text=code)
                start, before = 0, ""
            elif fence:
                start, language = number + 1, fence[1]
            elif not start:
                heading = _HEADING.match(line)
                section = heading[2] if heading and len(heading[1]) == 2 else section
                before = line.strip() or before


def read(path: Path) -> Page:
    """The page in a file."""
    return Page(path, path.read_text(encoding="utf-8"))


def pages() -> tuple[Page, ...]:
    """README.md, CONTRIBUTING.md, and every page below docs/."""
    return tuple(map(read, (README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md")))))


def _slug(heading: str) -> str:
    kept = re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower())
    return kept.strip().replace(" ", "-")
