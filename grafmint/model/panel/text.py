"""Text: Markdown, HTML or code beside the data.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/text/
"""

from typing import ClassVar, Literal

import attrs

from grafmint.model.base import OPTIONS, at, frozen, option
from grafmint.model.panel.base import Panel


@frozen(kw_only=True)
class Text(Panel):
    """A text; variables in it are replaced by the page."""

    type: ClassVar[str] = "text"
    default_height: ClassVar[int] = 4

    content: str = attrs.field(metadata=at(OPTIONS))
    mode: Literal["markdown", "html", "code"] = option(default="markdown", always=True)
