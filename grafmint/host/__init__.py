"""Hosts of code: where the comment of a review is written, and its pictures are put."""

from grafmint.host.images import How, Published, publish
from grafmint.host.port import Comment, Host, HostError
from grafmint.host.post import Posted, host_of, post

__all__ = ["Comment", "Host", "HostError", "How", "Posted", "Published", "host_of", "post", "publish"]
