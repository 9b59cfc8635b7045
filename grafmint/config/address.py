"""Addresses of servers, as people write them."""

from urllib.parse import SplitResult, urlsplit


def address_parts(url: str) -> SplitResult | None:
    """The parts of an address; None for a text that is none, such as one with a blank or a port that cannot be."""
    try:
        parts = urlsplit(url)
        valid = parts.port is None or parts.port > 0
    except ValueError:
        return None
    return parts if valid and url.isprintable() and " " not in url else None
