"""How any figure of the brief is made again: the command that names its version, scope and question."""

from __future__ import annotations

import shlex

from jialing.atlas import Answer


def command_for(answer: Answer, form: str = "csv") -> str:
    """The command that writes the same rows from the same version of the data."""
    scope = answer.scope
    words = ["jialing", "export", "--answer", answer.question, "--version", answer.version, "--circle", scope.circle]
    words += ["--population", scope.population, "--from", str(scope.first_year), "--to", str(scope.last_year)]
    words += ["--counting", scope.counting]
    if scope.field and scope.field not in answer.about:
        words += ["--field", scope.field]
    for thing in answer.about:
        words += ["--about", thing]
    return shlex.join([*words, "--format", form])
