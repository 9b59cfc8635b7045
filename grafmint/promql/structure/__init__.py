"""The structure of queries: what they say, whichever way they are written, with variables in any place."""
