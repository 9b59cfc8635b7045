"""What a look ahead at a newer Grafana reads of the present one."""
