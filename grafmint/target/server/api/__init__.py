"""Folders, datasources, library panels and dashboards through `/api`."""
