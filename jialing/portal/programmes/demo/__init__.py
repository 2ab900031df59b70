"""The demo's joint programme: invented, but for totals that follow public figures."""

from jialing.portal.programmes.demo.loading import load_demo

__all__ = ["load_demo"]
