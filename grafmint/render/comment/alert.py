"""Alerts in a comment: what a change means for whoever is told by them."""

from collections.abc import Sequence

from grafmint.render.comment.text import inline
from grafmint.render.review_alert import Sentence, alert_sentences
from grafmint.review import PartChange


def meaning(parts: Sequence[PartChange]) -> str:
    """The sentences of alerts that change alike; empty where there are none."""
    return " ".join(map(_markdown, alert_sentences(parts)))


def _markdown(sentence: Sentence) -> str:
    strong = f"**{inline(sentence.strong)}**" if sentence.strong else ""
    return f"{' '.join(part for part in (inline(sentence.lead), strong, inline(sentence.rest)) if part)}."
