"""How gunicorn serves the app; `./run` starts it with this file.

Two processes, for two cores (WEB_CONCURRENCY sets another number); four threads in each, so that
a slow export or a reader on a slow line holds up nobody. Under load readers wait in one line for
both. docs/decisions/0074 and 0087 have what else was tried.
"""

from __future__ import annotations

import gc
import os
import socket
import sys
from typing import Any, Final

bind = f"127.0.0.1:{os.environ.get('PORT') or 8000}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4
worker_connections = 2 * threads
"""Of one process: those in its threads, and as many that readers keep open. Others wait for either."""
preload_app = True
graceful_timeout = 10
loglevel = "error"
control_socket_disable = True
_SILENT: Final = 30
"""Seconds that a connection may be open without a word before it takes a thread, for five seconds."""


def when_ready(server: Any) -> None:
    """Tell what to open, once it can be opened.

    What is loaded by now is there to stay: workers, which start after this, need not look through
    it for garbage again and again, and go on sharing its memory. A large page makes tens of thousands
    of objects that end with it by themselves: they are looked through once, not every 700.

    Browsers open connections ahead, and say nothing on them: where the system can (Linux), those
    take no thread for a while.
    """
    for listener in server.LISTENERS:
        if hasattr(socket, "TCP_DEFER_ACCEPT") and listener.sock.family != socket.AF_UNIX:
            listener.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, _SILENT)
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20)
    sys.stdout.write(f"Chronocite is ready: open http://{bind}/ (Ctrl+C ends it)\n")
    sys.stdout.flush()


def pre_request(worker: Any, request: Any) -> None:
    """End the connection with this answer, where the process holds more of them than it has threads.

    A connection belongs to one process. Those that stay open fall to the processes as chance will
    have it, and readers of the fuller one wait longer; a new one goes to whichever has room.
    """
    if worker.nr_conns > threads:
        request.force_close()
