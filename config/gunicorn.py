"""How gunicorn serves the app; `./run` starts it with this file.

Two processes, for two cores (WEB_CONCURRENCY sets another number); four threads in each, so that
a slow export or a reader on a slow line holds up nobody. docs/decisions/0074 has what else was tried.
"""

from __future__ import annotations

import gc
import os
import sys

bind = f"127.0.0.1:{os.environ.get('PORT') or 8000}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4
preload_app = True
graceful_timeout = 10
loglevel = "error"
control_socket_disable = True


def when_ready(server: object) -> None:
    """Tell what to open, once it can be opened.

    What is loaded by now is there to stay: workers, which start after this, need not look through
    it for garbage again and again, and go on sharing its memory. A large page makes tens of thousands
    of objects that end with it by themselves: they are looked through once, not every 700.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20)
    sys.stdout.write(f"Chronocite is ready: open http://{bind}/ (Ctrl+C ends it)\n")
    sys.stdout.flush()
