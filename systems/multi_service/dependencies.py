"""Board of what the services depend on: the database, the cache, the broker, the search and the web server."""

from alerting.alarm import Shown
from dashboards.board import Board
from dashboards.cache import Redis
from dashboards.database import Postgresql
from dashboards.dependencies import Elasticsearch, Nginx, Rabbitmq
from dashboards.synthetic import Instances
from grafmint import above, below
from grafmint.kit.health import Targets
from systems.multi_service.names import PLATFORM, POSTGRESQL, REDIS, REVIEWED

BOARD = Board(
    uid="msp-dependencies",
    title="Dependencies",
    description="Does what the services depend on keep up? Top: whether it answers. Below: what it does, and what it"
    " lacks.",
    folder=PLATFORM,
    tags=("database",),
    reviewed=REVIEWED,
    sections=(
        Instances(
            targets=Targets(up="pg_up"), title="Does the database answer?", answering=Shown("Databases that answer")
        ),
        Postgresql(
            server=POSTGRESQL,
            title="The database",
            status=Shown("Databases"),
            connections=Shown("Database connections", above(warning=80, critical=95)),
            queries=Shown("Query time"),
        ),
        Instances(
            targets=Targets(up="redis_up"), title="Does the cache answer?", answering=Shown("Caches that answer")
        ),
        Redis(
            server=REDIS,
            hits_now=Shown("Cache hits", below(warning=80)),
            memory=Shown("Cache memory", above(warning=90)),
            evictions=Shown("Evictions"),
            command_time=Shown("Command time"),
        ),
        Rabbitmq(status=Shown("RabbitMQ"), messages=Shown("Messages in the queues"), consumers=Shown("Consumers")),
        Elasticsearch(
            status=Shown("Elasticsearch"), clusters=Shown("Health of the search clusters"), heap=Shown("Heap")
        ),
        Nginx(
            status=Shown("Nginx"),
            connections=Shown("Connections of the web servers"),
            requests=Shown("Requests to the web servers"),
        ),
    ),
)
