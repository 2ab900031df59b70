"""Whether an address can be listened on, asked before the work that would be shown there."""

from __future__ import annotations

import socket

from jialing.errors import WrongState


def check_port(host: str, port: int) -> None:
    """Raises WrongState ``portal.port_taken`` where something listens already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError as error:
            raise WrongState("portal.port_taken", host=host, port=port, other=port + 1) from error
