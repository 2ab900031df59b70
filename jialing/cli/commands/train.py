"""`jialing train ORGANISATIONS`: the resolver's weights anew, from the names of these organisations alone."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from jialing.base.phrases import phrase
from jialing.cli.session import JsonOption, language
from jialing.cli.tell import tell


def command(
    organisations: Annotated[Path, typer.Argument(help="ROR dump or table of organisations. ROR 数据或机构表。")],
    out: Annotated[Path, typer.Option(help="Model to write (JSON). 输出的模型文件。")],
    seed: Annotated[int, typer.Option(help="Seed of the strings. 随机种子。")] = 1,
    strings: Annotated[int, typer.Option(min=1000, help="Strings to write. 生成的字符串数。")] = 25_000,
    labels: Annotated[
        Path | None,
        typer.Option(
            help="Labelled strings instead of written ones; never ship it. 改用标注数据。", show_default=False
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Train the resolver's weights from these organisations' own names. 由机构名称训练解析模型。"""
    from jialing.training import read_labels, read_registry, train, write_model

    given = read_labels(labels) if labels else []
    registry = read_registry(organisations)
    trained = train(
        registry,
        seed=seed,
        n_strings=strings,
        labels=given,
        tell=lambda code: None if as_json else print(phrase(code, language()), file=sys.stderr),
    )
    write_model(out, trained.model, trained.rests_on)
    tell("training.written", {"out": str(out), "strings": trained.rests_on["strings"],
    "weights": len(trained.model.weights)},
         as_json=as_json)  # fmt: skip
