"""`manage.py runserver`: Django's own, without forty milliseconds of waiting in every answer.

Its server sends an answer in pieces, each of which waits until the browser has confirmed the one before (Nagle's
algorithm, RFC 896, against delayed acknowledgement, RFC 1122 §4.2.3.2). Here no piece waits.
"""

from typing import Any

from django.contrib.staticfiles.management.commands.runserver import Command as DjangosCommand
from django.core.servers.basehttp import WSGIRequestHandler, WSGIServer


class PromptHandler(WSGIRequestHandler):
    disable_nagle_algorithm = True


class PromptServer(WSGIServer):
    def __init__(self, address: Any, _handler: Any, **options: Any) -> None:
        super().__init__(address, PromptHandler, **options)


class Command(DjangosCommand):
    server_cls = PromptServer
