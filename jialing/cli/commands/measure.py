"""`jialing measure MATRIX --out FOLDER`: what a region x field matrix says of specialisation and complexity."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jialing.base.phrases import phrase
from jialing.cli.session import JsonOption, language
from jialing.cli.tell import tell


def command(
    matrix: Annotated[Path, typer.Argument(help="CSV or Parquet: region first, then fields. 矩阵文件。")],
    out: Annotated[Path, typer.Option(help="Folder to write into. 输出文件夹。")],
    threshold: Annotated[float, typer.Option(help="Specialisation that counts as having a field. 专业化阈值。")] = 1.0,
    diagonal: Annotated[float, typer.Option(help="Proximity of a field to itself, 0 or 1. 邻近度对角线。")] = 0.0,
    as_json: JsonOption = False,
) -> None:
    """Specialisation, proximity, density and complexity of a matrix. 计算矩阵的专业化、邻近度、密度与复杂度。"""
    from jialing.pipeline import measure_file

    report = measure_file(matrix, out, threshold=threshold, diagonal=diagonal)
    tell("cli.measured", {**vars(report), "files": [str(f) for f in report.files], "out": str(out)}, as_json=as_json)
    if not as_json and (report.undefined or report.empty_regions or report.empty_fields):
        print(_undefined(report.undefined, report.empty_regions, report.empty_fields))


def _undefined(why: str | None, regions: tuple[str, ...], fields: tuple[str, ...]) -> str:
    """One line on all that is unknown, and why."""
    parts = [phrase(f"cli.undefined.{why}", language())] if why else []
    if regions:
        parts.append(phrase("cli.empty_regions", language(), names=_some(regions), count=len(regions)))
    if fields:
        parts.append(phrase("cli.empty_fields", language(), names=_some(fields), count=len(fields)))
    return phrase("cli.list_break", language()).join(parts)


def _some(names: tuple[str, ...]) -> str:
    return ", ".join(names[:5]) + (" …" if len(names) > 5 else "")
