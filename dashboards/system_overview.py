"""System overview: is the system fine, and if not, which part of it is not."""

import attrs

from alerting import hosts as host_alerts
from alerting import services
from dashboards.theme import LOOK, deployments, siblings
from dashboards.variables import choice_of
from grafmint import Dashboard, Row
from grafmint.kit import health, hosts, red
from systems.system import System


def system_overview(system: System) -> Dashboard:
    """Services, alerts and hosts on one page, for whoever is on call."""
    here, limits = system.overview, system.limits
    job = choice_of(system.targets.job, system.targets.reachable, name="job", title="Job")
    load = system.hosts.scope.metric(system.hosts.load)
    instance = choice_of(system.hosts.instance, load, name="instance", title="Host")
    targets = attrs.evolve(system.targets, scope=system.targets.scope.where(**{system.targets.job: job}))
    nodes = attrs.evolve(system.hosts, scope=system.hosts.scope.where(**{system.hosts.instance: instance}))
    available = health.availability(targets, thresholds=limits.availability)
    cpu = hosts.cpu(nodes, title=here.cpu, thresholds=limits.cpu, look=LOOK)
    memory = hosts.memory(nodes, title=here.memory, thresholds=limits.memory, look=LOOK)
    disk = hosts.disk_usage(nodes, title=here.disk_usage, thresholds=limits.disk)
    return Dashboard(
        uid=here.board.uid,
        title=here.board.title,
        description="Is the system fine? Top: services, alerts, the fullest host. Below: which host, and since when.",
        folder=here.board.folder,
        tags=[system.tag, "overview"],
        variables=[job, instance],
        annotations=deployments(system),
        links=siblings(system),
        time_from=here.board.time_from,
        auto_refresh=here.board.refresh,
        cursor_sync="Crosshair",
        rows=[
            Row(
                title="Am I fine?",
                panels=[
                    attrs.evolve(health.status(targets, title=here.health), width=12),
                    attrs.evolve(
                        red.summary(
                            system.requests,
                            title=here.performance,
                            error_rate=limits.error_rate,
                            slowness=limits.slowness,
                        ),
                        width=12,
                    ),
                    attrs.evolve(available, width=4, alerts=services.availability(system, available.queries[-1])),
                    attrs.evolve(health.firing(targets, thresholds=limits.alerts), width=4),
                    attrs.evolve(hosts.busiest(nodes, thresholds=limits.cpu), width=5),
                    attrs.evolve(hosts.tightest_memory(nodes, thresholds=limits.memory), width=5),
                    attrs.evolve(hosts.fullest_disk(nodes, thresholds=limits.disk), width=6),
                ],
            ),
            Row(
                title="What is wrong?",
                panels=[
                    attrs.evolve(health.alerts(targets, title=here.alerts), width=10),
                    attrs.evolve(health.down(targets), width=6),
                    attrs.evolve(health.alert_list(), width=8),
                    attrs.evolve(health.history(targets), height=6),
                ],
            ),
            Row(
                title="Hosts",
                columns=2,
                height=9,
                panels=[
                    hosts.utilization(
                        nodes,
                        title=here.resources,
                        cpu_limit=limits.cpu,
                        memory_limit=limits.memory,
                        disk_limit=limits.disk,
                        look=LOOK,
                    ),
                    hosts.load(nodes, title=here.load, look=LOOK),
                    attrs.evolve(cpu, alerts=host_alerts.cpu(system)),
                    attrs.evolve(memory, alerts=host_alerts.memory(system)),
                    hosts.disk_io(nodes, title=here.disk_io, look=LOOK),
                    hosts.network(nodes, title=here.network, look=LOOK),
                ],
            ),
            Row(
                title="Capacity",
                columns=3,
                panels=[
                    attrs.evolve(disk, alerts=host_alerts.disk(system)),
                    *(
                        [
                            hosts.scaling(
                                nodes,
                                title=here.scaling,
                                cpu_at=system.scaling.cpu,
                                memory_at=system.scaling.memory,
                                disk_at=system.scaling.disk,
                                query_load=system.scaling.query_load,
                            )
                        ]
                        if system.scaling
                        else []
                    ),
                    hosts.network_errors(nodes, look=LOOK),
                ],
            ),
        ],
    )
