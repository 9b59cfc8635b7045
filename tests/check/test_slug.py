"""Slugs are those of Grafana 9.4."""

import pytest

from grafmint.check.slug import slug


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Read/Write", "read-write"),
        ("-- Read  Write! ", "read-write"),
        ("R&D @ Home", "randd-at-home"),
        ("Größe", "grosse"),
        ("Über", "ueber"),
        ("ẞ", "ss"),
        ("İstanbul", "istanbul"),
        ("Объём", "ob-jom"),
        ("a/ъ/b", "a---b"),
        ("日本", "日本"),
        ("", ""),
    ],
)
def test_slug(title: str, kept: str) -> None:
    """Each expected slug is what Grafana's own function gives; a title without one stands for itself."""
    assert slug(title) == kept
