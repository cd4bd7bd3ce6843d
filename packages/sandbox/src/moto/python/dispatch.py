"""
Keeps what moto works out anew for each request though it never changes: the folders of its package, which it
lists, and the service that a host is of. It was a third of a call's time, and most of it under one lock.

Tells what moto does not have from what went wrong in it, which are the same page of its framework.
"""

import functools

from flask import Response
from moto.core import responses
from moto.moto_server.werkzeug_app import DomainDispatcherApplication

# Each has one host for a region and a service.
HOSTS = 4096


class Dispatcher(DomainDispatcherApplication):
    def __init__(self, create_app):
        super().__init__(lambda service: telling(create_app(service)))
        self.get_backend_for_host = functools.lru_cache(HOSTS)(super().get_backend_for_host)


def telling(app):
    app.register_error_handler(NotImplementedError, lambda error: Response(str(error), 501))
    return app


def install():
    responses.method_names_from_class = functools.cache(responses.method_names_from_class)
