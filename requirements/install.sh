#!/usr/bin/env bash
# Installs a locked set and the package itself into a virtual environment: with uv where it can be had, else with pip.
# uv does not read pip's configuration, so pip's index and certificate are passed on; where that is not enough, pip follows.
set -euo pipefail
venv=$1 lock=$2
pip=("$venv/bin/python" -m pip --disable-pip-version-check)

pip_setting() { "${pip[@]}" config list 2>/dev/null | sed -n "s/^\(global\|install\|:env:\)\.$1='\(.*\)'\$/\2/p" | tail -n 1; }

use_uv() {
  [ "${JIALING_NO_UV:-}" = "" ] || return 1
  [ -x "$venv/bin/uv" ] || "${pip[@]}" install --quiet --requirement requirements/uv.txt --require-hashes 2>/dev/null || return 1
  local index; index=$(pip_setting index-url); [ -z "$index" ] || export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$index}"
  local cert; cert=$(pip_setting cert); [ -z "$cert" ] || export SSL_CERT_FILE="${SSL_CERT_FILE:-$cert}"
  export VIRTUAL_ENV="$PWD/$venv" UV_LINK_MODE=copy UV_COMPILE_BYTECODE=0
  "$venv/bin/uv" pip install --quiet --require-hashes --requirement "$lock"
}

echo "Installing $(grep -c == "$lock") locked packages into $venv ..."
use_uv || { echo "(without uv: pip, slower)"; "${pip[@]}" install --quiet --require-hashes --requirement "$lock"; }
# The package itself, editable, without asking the index for anything: a path file and the command.
site=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')
echo "$PWD" >"$site/jialing.pth"
# Worker processes import the command's file again: hence the guard.
cat >"$venv/bin/jialing" <<COMMAND
#!$PWD/$venv/bin/python
import sys

from jialing.cli import main

if __name__ == "__main__":
    sys.exit(main())
COMMAND
chmod +x "$venv/bin/jialing"
