#!/usr/bin/env python
"""Django's management commands, for those who develop the portal; everybody else types `jialing serve`."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jialing.portal.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
