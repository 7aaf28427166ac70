"""What a WSGI server runs."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from django.db import connection

from config.turns import Turns

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

_django = get_wsgi_application()
# SQLite reckons in this very process; while a server reckons, another page can be.
application = Turns(_django, at_once=1 if connection.vendor == "sqlite" else 2)
