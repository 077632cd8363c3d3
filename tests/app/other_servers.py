"""Servers that are no city backend, or not one for this console."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import create_server

import trustme

HTML = b"<!doctype html><title>Rathaus</title><p>Willkommen."


def hello(*protocol: int) -> bytes:
    said = {"backend": "Rathaus", "protocol": protocol, "kinds": {}, "server_time": 0}
    return json.dumps(said).encode()


@contextmanager
def serving(body: bytes, kind: str, *, encrypted: bool = False) -> Iterator[str]:
    """Answer everything with the same; yields the address."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            self.send_response(200)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = _answer

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A handshake that the other side breaks off is what is wanted here."""

    server = Quiet(("127.0.0.1", 0), Handler)
    if encrypted:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"{'https' if encrypted else 'http'}://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def address_of_nobody() -> str:
    """An address on this machine where nothing listens."""
    with create_server(("127.0.0.1", 0)) as listening:
        return f"http://127.0.0.1:{listening.getsockname()[1]}"
