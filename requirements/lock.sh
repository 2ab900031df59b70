#!/usr/bin/env bash
# Makes the locked requirement files anew: hashes, and no address of any index (decision 0007).
set -euo pipefail
uv=.venv/bin/uv
[ -x "$uv" ] || .venv/bin/python -m pip install --quiet uv
flags=(--quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-header)
"$uv" pip compile "${flags[@]}" pyproject.toml -o requirements/base.txt
for extra in test postgres spark; do
  "$uv" pip compile "${flags[@]}" pyproject.toml --extra "$extra" -c requirements/base.txt -o "requirements/$extra.txt"
done
echo uv | "$uv" pip compile "${flags[@]}" - -o requirements/uv.txt
