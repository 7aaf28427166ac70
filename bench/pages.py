"""`./run bench pages --folder DIR`: queries and processor time of every page of an archive.

DIR is an installation that `bench scale` has made. It is asked in a process of its own, without a server:
processor time says what a page costs on a machine that does other things besides. Nothing is
written there but an account for a curator. JSON on standard output.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys

from bench.at_scale.made import made_folder, number_of_events
from bench.at_scale.serving import environment
from bench.scale import machine


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=made_folder, required=True)
    parser.add_argument("--only", default="", help="pages whose name holds this")
    options = parser.parse_args()
    told = machine()
    visiting = [sys.executable, "-m", "bench.at_scale.visiting", "--only", options.only]
    done = subprocess.run(  # noqa: S603 - our own command
        visiting, env=environment(options.folder), stdout=subprocess.PIPE, check=True
    )
    told["load_after"] = round(os.getloadavg()[0], 1)
    report = {
        "events": number_of_events(options.folder),
        "machine": told,
        "pages": json.loads(done.stdout),
    }
    sys.stdout.write(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    main()
