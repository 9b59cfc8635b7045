"""Text: Markdown, what HTML says, or code.

Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/visualizations/text/
"""

from typing import Final

from grafmint.picture import html_text, markdown
from grafmint.picture.asked import choice, flag, text
from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas, Lettering
from grafmint.picture.fit import baseline, broken, one_line
from grafmint.picture.panel import Panel
from grafmint.picture.rich import Block
from grafmint.picture.text_flow import CODE_EDGE, CODE_GROUND, draw_line, flow
from grafmint.picture.text_table import draw_text_table
from grafmint.picture.theme import Theme

_SIZE: Final = 14.0
_LINE: Final = 22.0
#: The letters and lines of headings by their rank.
_HEADINGS: Final = ((28.0, 32.0), (24.0, 28.0), (22.0, 24.0), (18.0, 22.0), (16.0, 22.0), (14.0, 22.0))
_BELOW_HEADING: Final = 0.45
_BELOW_PARAGRAPH: Final = 16.0
_INDENT: Final = 24.0
_BESIDE_MARKER: Final = 6.0
_CODE_SIZE: Final = 12.0
_CODE_LINE: Final = 19.0
_CODE_PADDING: Final = 10.0
#: The editor that shows a text as code.
_EDITOR_SIZE: Final = 14.0
_EDITOR_LINE: Final = 19.0
_EDITOR_INDENT: Final = 26.0
_QUOTE_SIZE: Final = 17.5
_QUOTE_BAR: Final = 5.0
_QUOTE_COLOR: Final = "#b3b3b3"
_QUOTE_INDENT: Final = 20.0
#: What a text says that nobody has written.
_UNWRITTEN: Final = "# Title\n\nFor markdown syntax help: [commonmark.org/help](https://commonmark.org/help/)"


def draw(panel: Panel, canvas: Canvas, box: Box) -> None:
    """Draw a text panel; what does not fit is cut off, as the page hides it until somebody scrolls."""
    mode = choice(panel.options, "mode", ("markdown", "html", "code", "text"), "markdown")
    lines = text(panel.options, "content", _UNWRITTEN).expandtabs(4).splitlines()
    content = "\n".join(map(one_line, lines))
    with canvas.clipped(box):
        if mode == "code":
            _draw_editor(panel, canvas, box, content)
            return
        y = box.y
        for block in (html_text if mode == "html" else markdown).blocks_of(content):
            if y >= box.bottom:
                return
            y += _draw_block(canvas, Box(box.x, y, box.width, box.bottom - y), block, panel.theme)


def _draw_editor(panel: Panel, canvas: Canvas, box: Box, content: str) -> None:
    look = Lettering(color=panel.theme.text, size=_EDITOR_SIZE, family="mono")
    faint = Lettering(color=panel.theme.disabled, size=_EDITOR_SIZE, family="mono")
    numbered = flag(panel.options, "code.showLineNumbers")
    x = box.x + _EDITOR_INDENT + (2 * _EDITOR_INDENT if numbered else 0)
    for index, line in enumerate(content.split("\n")):
        middle = box.y + (index + 0.5) * _EDITOR_LINE
        if middle > box.bottom:
            return
        if numbered:
            canvas.text(x - _EDITOR_INDENT, baseline(middle, faint.size), str(index + 1), faint, "end")
        if line.strip():
            canvas.text(x, baseline(middle, look.size), line, look)


def _draw_block(canvas: Canvas, box: Box, block: Block, theme: Theme) -> float:
    """Draw a block from the top of the box and give its height with the space below it."""
    special = {"code": _draw_code, "item": _draw_item, "quote": _draw_quote, "table": _draw_table}.get(block.kind)
    if special is not None:
        return special(canvas, box, block, theme)
    if block.kind == "rule":
        canvas.line([box.x, box.right], [box.y + _SIZE] * 2, color=theme.grid)
        return 2 * _SIZE
    if block.kind == "heading":
        size, line = _HEADINGS[min(block.level, len(_HEADINGS)) - 1]
        return _draw_lines(canvas, box, block, (size, line), theme) + size * _BELOW_HEADING
    return _draw_lines(canvas, box, block, (_SIZE, _LINE), theme) + _BELOW_PARAGRAPH


def _draw_lines(canvas: Canvas, box: Box, block: Block, sizes: tuple[float, float], theme: Theme) -> float:
    size, high = sizes
    lines = flow(canvas, block.spans, size, box.width)
    for index, words in enumerate(lines):
        if index * high < box.height:
            draw_line(canvas, words, box.x, box.y + (index + 0.5) * high, size, theme)
    return len(lines) * high


def _draw_item(canvas: Canvas, box: Box, block: Block, theme: Theme) -> float:
    indent = block.level * _INDENT
    inner = box.inset(left=min(indent, box.width / 2))
    look = Lettering(color=theme.text, size=_SIZE)
    if block.marker:
        canvas.text(inner.x - _BESIDE_MARKER, baseline(box.y + _LINE / 2, _SIZE), block.marker, look, "end")
    return _draw_lines(canvas, inner, block, (_SIZE, _LINE), theme) + (_SIZE if block.last else 0)


def _draw_quote(canvas: Canvas, box: Box, block: Block, theme: Theme) -> float:
    high = _draw_lines(canvas, box.inset(left=_QUOTE_INDENT), block, (_QUOTE_SIZE, _LINE), theme)
    canvas.rect(Box(box.x, box.y, _QUOTE_BAR, high), fill=_QUOTE_COLOR)
    return high + _BELOW_PARAGRAPH


def _draw_table(canvas: Canvas, box: Box, block: Block, theme: Theme) -> float:
    return draw_text_table(canvas, box, block.rows, theme) + _BELOW_PARAGRAPH


def _draw_code(canvas: Canvas, box: Box, block: Block, theme: Theme) -> float:
    look = Lettering(color=theme.text, size=_CODE_SIZE, family="mono")
    said = "".join(span.text for span in block.spans).strip("\n")
    lines = broken(canvas, said, look, max(_CODE_SIZE, box.width - 2 * _CODE_PADDING))
    high = len(lines) * _CODE_LINE + 2 * _CODE_PADDING
    place = Box(box.x + 0.5, box.y + 0.5, box.width - 1, high)
    canvas.rect(place, fill=CODE_GROUND[theme.name], stroke=CODE_EDGE[theme.name], radius=4)
    for index, line in enumerate(lines):
        middle = box.y + _CODE_PADDING + (index + 0.5) * _CODE_LINE
        if line.strip() and middle < box.bottom:
            canvas.text(box.x + _CODE_PADDING, baseline(middle, look.size), line, look)
    return high + _SIZE
