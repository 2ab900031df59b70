"""gunicorn behind a proxy that speaks HTTPS: what `jialing serve` runs, on a socket, with as many workers as fit.

Never preload: DuckDB must be opened after the fork. Each worker keeps its own atlas and rendered parts (about 350 MB).
"""

import os

wsgi_app = "jialing.portal.wsgi"
bind = os.environ.get("JIALING_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("JIALING_WORKERS_WEB", "2"))
threads = 4
worker_class = "jialing.portal.gunicorn_worker.PromptWorker"
preload_app = False
timeout = 120
graceful_timeout = 10
keepalive = 15
forwarded_allow_ips = "127.0.0.1"
accesslog = None  # JIALING_LOG=json writes each request, without what nobody should find in a log
errorlog = "-"
logger_class = "jialing.portal.gunicorn_logger.PlainLogger"
