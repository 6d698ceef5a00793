"""A token endpoint with nothing but Python's standard library (3.9 and later). Run: python3 backend.py"""

import json
import os
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOKEN_URL = os.environ.get("PHOENIX_TOKEN_URL", "https://api.phoenix.market/oauth/token")
CREDENTIALS = {
    "client_id": os.environ["PHOENIX_CLIENT_ID"],
    "client_secret": os.environ["PHOENIX_CLIENT_SECRET"],
    "grant_type": "client_credentials",
}
WINDOW = 300  # renew this many seconds before the end


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the secret to wherever it points."""

    def redirect_request(self, *args):
        return None


opener = urllib.request.build_opener(NoRedirect)


class Token:
    """The one token. One request to Phoenix at a time; the old token is served while it lives."""

    def __init__(self):
        self.value, self.expires, self.pause_until = None, 0.0, 0.0
        self.lock = threading.Lock()

    def left(self):
        return self.expires - time.time()

    def get(self):
        if self.left() > WINDOW:
            return self.value, self.left()
        # With a living token nobody waits: whoever gets the lock renews, the others take the old one.
        if self.lock.acquire(blocking=self.left() <= 1):
            try:
                if self.left() <= WINDOW and time.time() >= self.pause_until:
                    self.renew()
            finally:
                self.lock.release()
        if self.left() <= 1:
            raise LookupError("no token")
        return self.value, self.left()

    def renew(self):
        asked = time.time()
        body = json.dumps(CREDENTIALS).encode()
        request = urllib.request.Request(TOKEN_URL, body, {"Content-Type": "application/json"})
        try:
            with opener.open(request, timeout=10) as response:
                grant = json.loads(response.read(65536))
            self.value, self.expires = grant["access_token"], asked + float(grant.get("expires_in", 300))
        except Exception as error:  # nothing of it goes to the caller, or into the log: it may quote the secret
            self.pause_until = time.time() + 1
            print("phoenix: no token,", type(error).__name__, flush=True)


token = Token()


def is_customer(headers):
    """Your own session check goes here."""
    session = os.environ.get("DEMO_SESSION")
    return bool(session) and headers.get("Cookie") == "session=" + session


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "backend", ""

    def do_GET(self):
        if self.path.split("?")[0] != "/api/token":
            return self.answer(404, {"title": "Not found"})
        if self.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
            return self.answer(403, {"title": "Request refused"})
        if not is_customer(self.headers):
            return self.answer(403, {"title": "Not authorised"})
        try:
            value, left = token.get()
        except LookupError:
            return self.answer(503, {"title": "No token available"})
        self.answer(200, {"access_token": value, "expires_in": int(left)})

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json" if status == 200 else "application/problem+json")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "3000"))), Handler)
    print("listening", server.server_address[1], flush=True)
    server.serve_forever()
