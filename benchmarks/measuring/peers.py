"""Published programs on the same matrix: run with a Python that has them (`JIALING_PEERS`), never with ours.

`python benchmarks/measuring/peers.py PEER MATRIX.npz`: specialisation, proximity, density, ECI and PCI by ecomplexity
or econcomplex. Prints CPU seconds without imports and the peak of memory. Imports nothing of ours.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path


def ecomplexity(counts: object) -> None:
    import pandas as pd
    from ecomplexity import ecomplexity as measured
    from ecomplexity import proximity

    cells = pd.DataFrame(counts).stack().reset_index()
    cells.columns = ["region", "field", "n"]
    cells["time"] = 1
    names = {"time": "time", "loc": "region", "prod": "field", "val": "n"}
    measured(cells, names, check_logsupermodularity=False)
    proximity(cells, names)


def econcomplex(counts: object) -> None:
    import econcomplex as peer

    peer.proximity(counts)
    peer.relatedness_density(counts)
    peer.eci_pci(counts, method="eigenvector")


def main(peer: str, path: str) -> None:
    import numpy as np
    import pandas as pd
    from scipy import sparse

    counts = pd.DataFrame(np.asarray(sparse.load_npz(path).toarray()))
    __import__(peer)
    began = time.process_time()
    {"ecomplexity": ecomplexity, "econcomplex": econcomplex}[peer](counts)
    print(json.dumps({"compute_cpu_s": round(time.process_time() - began, 2), "peak_mb": _peak()}))


def _peak() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return round(int(status.split("VmHWM:")[1].split()[0]) / 1024, 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
