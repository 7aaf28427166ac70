"""What a WSGI server runs."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from config.turns import Turns

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = Turns(get_wsgi_application(), at_once=2)
