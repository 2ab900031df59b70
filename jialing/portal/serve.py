"""`python -m jialing.portal.serve --host --port --data`: the pages in a process of their own (see `jialing serve`)."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from jialing.base.phrases import catalogue, phrase
from jialing.base.ports import check_port
from jialing.config import Config
from jialing.errors import JialingError

GUNICORN = Path(__file__).resolve().parent / "gunicorn_conf.py"


def main(argv: Sequence[str] | None = None) -> int:
    """Prepare what is missing, then serve until told to stop. The exit code is that of the error's kind."""
    asked = _arguments(argv)
    _environment(asked)
    try:
        check_port(asked.host, asked.port)
        _prepare()
    except JialingError as error:
        code = error.code if error.code in catalogue() else f"error.{error.code}"
        sys.stderr.write(phrase(code, _language(), **error.params) + "\n")
        return error.exit_code
    return _run(asked)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="jialing.portal.serve")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--data", default="")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=4)
    return parser.parse_args(argv)


def _environment(asked: argparse.Namespace) -> None:
    """What the workers' settings read. A host that is no loopback address is served only if it is also allowed."""
    if asked.data:
        os.environ["JIALING_DATA"] = str(Path(asked.data).resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jialing.portal.settings")
    os.environ["JIALING_SERVE_HOST"] = asked.host
    # Several workers of several threads share the cores: threads of BLAS that wait for each other cost three times the
    # time on small matrices. Read when NumPy is imported, so set before the workers do that.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ["JIALING_SERVE_WORKERS"] = str(asked.workers)
    os.environ["JIALING_SERVE_THREADS"] = str(asked.threads)


def _prepare() -> None:
    from jialing.portal.secret import is_desk, keep_desk_key

    config = Config()
    hosts = [host.strip() for host in config.allowed_hosts.split(",")]
    if not config.secret_key and is_desk(hosts):
        keep_desk_key(config.data)
    from jialing.portal.prepare import prepare, set_up, vega_path, write_vega

    # Making Vega's script takes two seconds, once, outside Python's lock: Django starts meanwhile.
    with ThreadPoolExecutor(1) as aside:
        written = aside.submit(write_vega, vega_path(config.data))
        set_up()
        written.result()
    prepare()


def _run(asked: argparse.Namespace) -> int:
    from jialing.portal.keeper import Portal

    address = f"http://{asked.host}:{asked.port}/"
    os.environ["JIALING_SERVE_ADDRESS"] = phrase("portal.serve.ready", _language(), address=address)
    os.environ["JIALING_SERVE_FAREWELL"] = phrase("portal.serve.stopped", _language())
    sys.argv = ["jialing", "-c", str(GUNICORN), "-b", f"{asked.host}:{asked.port}", "jialing.portal.wsgi"]
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    Portal("%(prog)s [OPTIONS]", prog="jialing").run()
    return 0


def _language() -> str:
    return "zh" if Config().language.startswith("zh") else "en"


if __name__ == "__main__":
    sys.exit(main())
