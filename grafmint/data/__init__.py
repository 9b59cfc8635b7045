"""Data: the numbers that panels show, from a server, from a file, or made up to fit the query."""

from grafmint.data.ask import Ask, ask_of
from grafmint.data.frame import Data, Field, Frame
from grafmint.data.source import Source, instant, open_source
from grafmint.data.target import Target

__all__ = ["Ask", "Data", "Field", "Frame", "Source", "Target", "ask_of", "instant", "open_source"]
