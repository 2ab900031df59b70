"""`jialing status`: what is there, and what a build would do."""

from __future__ import annotations

import json
from dataclasses import asdict

from jialing.base.phrases import phrase
from jialing.cli.session import DataOption, JsonOption, config, language


def command(data: DataOption = None, as_json: JsonOption = False) -> None:
    """What is there: versions, sources, coverage, decisions. 查看现有版本、来源与覆盖率。"""
    from jialing.pipeline import status

    settings = config(data=data)
    found = status(settings.data, config=settings)
    if as_json:
        print(json.dumps(asdict(found), ensure_ascii=False, default=str))
        return
    lang = language()
    print(phrase("cli.status.current", lang, version=found.current or "-", n=len(found.versions)))
    for source in found.sources:
        counts = (source["n_rows_in"], source["n_rows_kept"], source["n_rows_quarantined"])
        n_in, n_kept, n_out = (f"{count:,}" for count in counts)
        print(phrase("cli.status.source", lang, source=source["source"], n_in=n_in, n_kept=n_kept, n_out=n_out))
    print(phrase("cli.status.decisions", lang, n=found.n_decisions))
    if found.to_read:
        print(phrase("cli.status.to_read", lang, n=f"{len(found.to_read):,}"))
