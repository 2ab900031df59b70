"""The error tree: what can go wrong that is not our bug.

Every error carries a stable ``code`` and ``params``; the door that meets it (command line, page, API) words it in the
reader's language through :func:`jialing.base.phrases.phrase`. Anything else that is raised is a bug: let it rise.
"""

from __future__ import annotations


class JialingError(Exception):
    """Root of the tree. ``code`` is a phrase code such as ``"lake.no_version"``; ``params`` fill the phrase."""

    exit_code = 1

    def __init__(self, code: str, /, **params: object) -> None:
        self.code = code
        self.params = params
        super().__init__(code, params)

    def __reduce__(self) -> tuple[object, ...]:
        """So that an error of a worker process arrives in the parent as itself."""
        return _again, (type(self), self.code, self.params)

    def __str__(self) -> str:
        inside = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({inside})"


def _again(kind: type[JialingError], code: str, params: dict[str, object]) -> JialingError:
    return kind(code, **params)


class InputError(JialingError):
    """What the user gave cannot be used: an argument, a file, a mapping, a matrix."""

    exit_code = 2


class SourceError(JialingError):
    """An upstream file or service is not what it should be: truncated, refused, of another format."""

    exit_code = 3


class SchemaError(JialingError):
    """A table does not have the columns, types or version that the schema names."""

    exit_code = 4


class Infeasible(JialingError):
    """No solution exists under the constraints given; ``params`` says what is missing."""

    exit_code = 5


class NotAllowed(JialingError):
    """This person may not do this, here, now."""

    exit_code = 6


class WrongState(JialingError):
    """The thing is in a state in which this cannot be done: locked, unfinished, already decided."""

    exit_code = 7
