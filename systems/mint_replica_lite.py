"""Mint Replica Lite: its names, its limits and its boards."""

from collections.abc import Iterator

from alerting.promises import availability
from alerting.routing import notification_policy
from dashboards.application import application_performance
from dashboards.business import business_analytics
from dashboards.custom import custom_metrics
from dashboards.database import database_metrics
from dashboards.security import security_board
from dashboards.system_overview import system_overview
from datasources.observability import observability
from grafmint import (
    ContactPoint,
    Dashboard,
    Datasource,
    Env,
    Folder,
    NotificationPolicy,
    Secret,
    above,
    below,
    resources,
)
from grafmint.alerting import Email, Escalation, PagerDuty, Severity, Slack
from grafmint.kit.business import Counter, States, Users
from grafmint.kit.health import Targets
from grafmint.kit.hosts import Hosts
from grafmint.kit.logs import Stream
from grafmint.kit.postgresql import Postgresql
from grafmint.kit.red import Requests
from grafmint.kit.redis import Redis
from grafmint.kit.security import Attempts
from grafmint.slo import SLO, BurnAlert, BurnPolicy, BurnWindow
from systems.system import (
    BY_ROLE,
    Application,
    Board,
    Business,
    Custom,
    Database,
    Limits,
    Names,
    Overview,
    Promise,
    Scaling,
    Security,
    System,
    Watches,
    Work,
)
from systems.values import Values

_PLATFORM = Folder(uid="mrl-platform", title="Mint Replica Lite - Platform", permissions=BY_ROLE)
_APPLICATIONS = Folder(uid="mrl-applications", title="Mint Replica Lite - Applications", permissions=BY_ROLE)
_DATABASES = Folder(uid="mrl-databases", title="Mint Replica Lite - Databases", permissions=BY_ROLE)
_BUSINESS = Folder(uid="mrl-business", title="Mint Replica Lite - Business", permissions=BY_ROLE)
_SECURITY = Folder(uid="mrl-security", title="Mint Replica Lite - Security", permissions=BY_ROLE)

_PAGER = PagerDuty(integration_key=Secret(name="mrl_pagerduty_key"))
_CHAT = Slack(url=Secret(name="mrl_slack_url"), recipient="#mint-replica-lite")
_MAIL = Email(addresses="on-call@mint-replica-lite.example")
_PROMISED = 99.9  # percent
# A tenth of the budget in three of fourteen days is slower than the budget itself: there is no third step.
_BURN = BurnPolicy(
    alerts=[
        BurnAlert(
            name="fast burn",
            level="critical",
            windows=[BurnWindow(long="1h", short="5m", budget=2), BurnWindow(long="6h", short="30m", budget=5)],
        ),
        BurnAlert(name="slow burn", level="warning", windows=BurnWindow(long="1d", short="2h", budget=10)),
    ]
)

MINT_REPLICA_LITE = System(
    title="Mint Replica Lite",
    tag="mint-replica-lite",
    prefix="mrl",
    slowest_scrape="30s",
    targets=Targets(interval="15s"),
    requests=Requests(interval="15s"),
    hosts=Hosts(interval="15s"),
    postgresql=Postgresql(interval="30s"),
    redis=Redis(interval="30s"),
    users=Users(
        active="mint_active_users",
        concurrent="mint_concurrent_users",
        actions="mint_user_actions_total",
        session="mint_session_duration_seconds",
    ),
    logins=Work(title="Authentication success/failure", attempts=Attempts(metric="mint_auth_attempts_total")),
    logs=Stream(selector='{namespace="mint-replica-lite"}'),
    limits=Limits(
        cpu=above(warning=70, critical=80),
        memory=above(warning=75, critical=85),
        disk=above(warning=80),
        availability=below(critical=_PROMISED),
        error_rate=above(critical=1),
        slowness=above(warning=0.5),
        # The requirements name no figure for these: they are where a person on call would want to look.
        alerts=above(warning=1),
        connections=above(warning=80, critical=95),
        buffer_cache=below(warning=95),
        replication_lag=above(warning=30, critical=300),
        deadlocks=above(warning=1),
        cache_hits=below(warning=80),
        cache_memory=above(warning=90),
        usage=below(warning=0.7),
        failing_logins=above(warning=20, critical=50),
        failing_work=above(warning=5),
        failed_jobs=above(warning=10),
        denied=above(warning=10),
    ),
    scaling=Scaling(cpu=70, memory=80, disk=75),
    runbooks="https://runbooks.mint-replica-lite.example",
    watches=Watches(
        cpu=Names(critical="NodeCPUUsageCritical", warning="NodeCPUUsageWarning"),
        memory=Names(critical="NodeMemoryUsageCritical", warning="NodeMemoryUsageWarning"),
        disk=Names(warning="DiskUsageHigh"),
        availability=Names(critical="ServiceAvailabilityLow"),
        errors=Names(critical="ErrorRateHigh"),
        latency=Names(warning="APILatencyHigh"),
    ),
    severities=(
        Severity(
            name="critical",
            contact_point=ContactPoint(name="Mint Replica Lite: critical", integrations=[_PAGER, _CHAT]),
            escalation=[
                Escalation(after="0m", to="primary on call"),
                Escalation(after="5m", to="secondary team"),
                Escalation(after="15m", to="management"),
            ],
        ),
        Severity(
            name="warning",
            contact_point=ContactPoint(name="Mint Replica Lite: warning", integrations=[_CHAT, _MAIL]),
        ),
        Severity(name="info", contact_point=ContactPoint(name="Mint Replica Lite: info", integrations=_CHAT)),
    ),
    # Metrics are kept for fifteen days: a longer window would forget its own beginning.
    promise=Promise(objective=_PROMISED, window="14d", burn=_BURN),
    overview=Overview(
        board=Board(
            uid="mrl-system-overview", title="System Overview", folder=_PLATFORM, time_from="now-1h", refresh="30s"
        ),
        health="Service health status",
        performance="Key performance metrics",
        alerts="Alert overview",
        resources="Resource utilization",
        cpu="CPU utilization",
        memory="Memory usage",
        disk_io="Disk I/O",
        disk_usage="Disk usage",
        network="Network traffic",
        load="System load",
        scaling="Scaling triggers",
    ),
    application=Application(
        board=Board(uid="mrl-application-performance", title="Application Performance", folder=_APPLICATIONS),
        throughput="Throughput",
        errors="Error rates",
        latency="Request latency",
        cache="Cache performance",
        connections="Database connections",
        users="Concurrent users",
        sessions="Session duration",
    ),
    database=Database(
        board=Board(uid="mrl-database-metrics", title="Database Metrics", folder=_DATABASES),
        queries="Query performance",
        pools="Connection pools",
        locks="Lock statistics",
        buffer_cache="Buffer cache",
        replication="Replication lag",
    ),
    business=Business(
        # Seven days, and seven more for the comparison: the fourteenth of the fifteen days that metrics are kept.
        board=Board(
            uid="mrl-business-analytics", title="Business Analytics", folder=_BUSINESS, time_from="now-7d", refresh="5m"
        ),
        activity="User activity",
        trends="Usage trends",
        engagement="User engagement",
        volumes=(
            Counter(
                metric="mint_transactions_total",
                by="type",
                title="Transaction metrics",
                shows="Transactions by type.",
                advice="A type that stops while the others go on is broken: see the application board then.",
                unit="ops",
            ),
            Counter(
                metric="mint_user_errors_total",
                by="type",
                title="Error patterns",
                shows="Errors that people saw, by type.",
                advice="A type that appears with a release is that release; one that grows with use is capacity.",
                unit="cps",
            ),
        ),
        rankings=(
            Counter(
                metric="mint_feature_usage_total",
                by="feature",
                title="Feature adoption",
                shows="Use of each feature.",
                advice="A new feature that is not among them has not been found, or is not wanted.",
                unit="short",
            ),
        ),
    ),
    custom=Custom(
        board=Board(uid="mrl-custom-metrics", title="Custom Metrics", folder=_APPLICATIONS),
        endpoints="API endpoint usage",
        cache="Cache hit/miss rates",
        jobs="Background job status",
        work=(Work(title="Sync operations", attempts=Attempts(metric="mint_sync_operations_total")),),
        states=States(metric="mint_background_jobs"),
    ),
    security=Security(
        board=Board(uid="mrl-security-overview", title="Security", folder=_SECURITY),
        suspicious="(?i)(unauthori[sz]ed|forbidden|invalid (token|password|signature)|login failed|injection)",
    ),
)


@resources
def mint_replica_lite(env: Env[Values]) -> Iterator[Datasource | Dashboard | NotificationPolicy | SLO]:
    """The datasources, the boards with their alerts, where these go, and what is promised; folders come along."""
    yield from observability(env.values, slowest_scrape=MINT_REPLICA_LITE.slowest_scrape)
    yield system_overview(MINT_REPLICA_LITE)
    yield application_performance(MINT_REPLICA_LITE)
    yield database_metrics(MINT_REPLICA_LITE)
    yield business_analytics(MINT_REPLICA_LITE)
    yield custom_metrics(MINT_REPLICA_LITE)
    yield security_board(MINT_REPLICA_LITE)
    yield notification_policy(MINT_REPLICA_LITE)
    yield availability(MINT_REPLICA_LITE, _PLATFORM)
