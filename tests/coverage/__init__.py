"""The requirement tables against what the repository's own systems are built to."""
