"""Proof: whose a resource on a server is, and that it is still what a plan has seen."""
