"""The panel kinds, one a file; a further kind is a class with Grafana's plugin id and its own options."""
