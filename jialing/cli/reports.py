"""How a build is told: per source what came in, what was kept, what was set aside and why; then what was published."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from jialing.base.phrases import catalogue, phrase
from jialing.cli.session import language

if TYPE_CHECKING:
    from jialing.pipeline import BuildReport, IngestReport, SourceReport


def tell_ingested(report: IngestReport, *, as_json: bool) -> None:
    """Rows in = kept + quarantined, per source; then files that nobody knows."""
    if as_json:
        print(json.dumps(asdict(report), ensure_ascii=False, default=str))
        return
    _sources(report)


def tell_built(report: BuildReport, *, as_json: bool) -> None:
    """The same, and what was published from it."""
    if as_json:
        print(json.dumps(asdict(report), ensure_ascii=False, default=str))
        return
    lang = language()
    _sources(report.ingested)
    share = report.n_rows_resolved / report.n_rows_affiliated if report.n_rows_affiliated else 0.0
    code = "cli.built" if report.is_new else "cli.unchanged"
    said = {"works": f"{report.n_works:,}", "strings": f"{report.n_affiliations:,}", "share": f"{share:.1%}"}
    print(phrase(code, lang, version=report.version, seconds=f"{report.seconds:.1f}", **said))
    if report.torn_ledger_lines:
        print(phrase("cli.torn_ledger", lang, lines=", ".join(map(str, report.torn_ledger_lines))))


def _sources(report: IngestReport) -> None:
    lang = language()
    heads = ("source", "files", "rows_in", "rows_kept", "rows_quarantined")
    table = Table(*(phrase(f"cli.column.{head}", lang) for head in heads), box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    for source in report.sources:
        counts = (source.n_files, source.n_in, source.n_kept, source.n_quarantined)
        table.add_row(_title(source, lang), *(f"{count:,}" for count in counts))
    Console().print(table)
    for source in report.sources:
        _reasons(source, lang)
    for file in report.unknown:
        print(phrase("cli.unknown_file", lang, file=file))
    for file, code in report.unreadable:
        print(phrase("cli.unreadable_file", lang, file=file, reason=worded(code, lang)))


def _reasons(source: SourceReport, lang: str) -> None:
    groups: tuple[tuple[str, Mapping[str, int]], ...] = (
        ("cli.reason.quarantined", source.reasons),
        ("cli.reason.repaired", source.repairs),
    )
    for code, counts in groups:
        for reason, n in counts.items():
            print(phrase(code, lang, source=source.source, n=f"{n:,}", reason=worded(reason, lang)))


def _title(source: SourceReport, lang: str) -> str:
    return f"{source.title_zh if lang == 'zh' else source.title_en} ({source.source})"


def worded(code: str, lang: str) -> str:
    """The phrase of a reason without its record's parameters, else its code."""
    name = f"{code}.name" if f"{code}.name" in catalogue() else code
    return phrase(name, lang) if name in catalogue() and "{" not in catalogue()[name][lang] else code
