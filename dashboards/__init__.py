"""The sections of boards that all systems share, by theme."""
