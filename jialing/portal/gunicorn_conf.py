"""How gunicorn runs the pages: two workers with threads. Each opens DuckDB itself, after the fork (never preload)."""

import os
import sys

wsgi_app = "jialing.portal.wsgi"
workers = int(os.environ.get("JIALING_SERVE_WORKERS", "2"))
threads = int(os.environ.get("JIALING_SERVE_THREADS", "4"))
worker_class = "jialing.portal.gunicorn_worker.PromptWorker"
preload_app = False
timeout = 120
graceful_timeout = 10
keepalive = 15
accesslog = None
errorlog = "-"
logger_class = "jialing.portal.gunicorn_logger.PlainLogger"
loglevel = "warning"
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108 - heartbeats stay off the disk


def when_ready(_server: object) -> None:
    """Say where the pages are."""
    _say("JIALING_SERVE_ADDRESS")


def on_exit(_server: object) -> None:
    """Say that Ctrl-C was heard."""
    _say("JIALING_SERVE_FAREWELL")


def _say(name: str) -> None:
    told = os.environ.get(name, "")
    if told:
        sys.stderr.write(told + "\n")
        sys.stderr.flush()
