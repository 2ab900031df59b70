"""What the pipeline lists is brought on demand: no name may be that of a module, which would hide it once imported."""

from __future__ import annotations

from pathlib import Path

import jialing.pipeline


def test_no_name_is_that_of_a_module() -> None:
    modules = {path.stem for path in Path(jialing.pipeline.__file__).parent.glob("*.py")}
    assert modules & set(jialing.pipeline.__all__) == set()
