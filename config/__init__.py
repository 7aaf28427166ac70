"""The Django project: settings, routes and servers' entry points."""
