"""Pictures: panels drawn as Grafana draws them, without a browser and without a server."""
