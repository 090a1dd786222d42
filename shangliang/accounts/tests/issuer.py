"""A small OpenID Connect issuer on this machine: discovery, keys, userinfo and signed id_tokens."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "shangliang-test", "not-a-secret"


class Issuer:
    """Knows one person at a time; `claims` and `userinfo` can be bent by a test."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.signing_key = self.key
        self.claims: dict[str, Any] = {}
        self.userinfo: dict[str, Any] = {
            "sub": "person-1",
            "email": "lin@example.org",
            "email_verified": True,
            "name": "Somebody Else",
        }
        self.url = ""
        self.challenges: dict[str, str] = {}
        self.is_down = False

    def grant(self, address: str) -> dict[str, str]:
        """What a browser brings back after its person agreed at the authorization address."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        self.challenges["code-1"] = asked["code_challenge"]
        return {"code": "code-1", "state": asked["state"]}

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, Any]:
        """Status and JSON of one request."""
        if self.is_down:
            return 500, {}
        if path == "/.well-known/openid-configuration":
            return 200, self._discovery()
        if path == "/keys":
            return 200, {"keys": [self._public_key()]}
        if path == "/userinfo":
            return 200, self.userinfo
        return self._token(form) if path == "/token" else (404, {})

    def _discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def _public_key(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {**public, "kid": "key-1", "alg": "RS256", "use": "sig"}

    def _token(self, form: dict[str, str]) -> tuple[int, Any]:
        told = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        is_bound = self.challenges.pop(form.get("code", ""), None) == told.decode().rstrip("=")
        is_client = (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)
        if not (is_bound and is_client):
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "a", "token_type": "Bearer", "id_token": self._id_token()}

    def _id_token(self) -> str:
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "sub": self.userinfo["sub"], "iat": now, "exp": now + 300}
        return jwt.encode({**claims, **self.claims}, self.signing_key, "RS256", headers={"kid": "key-1"})


@contextmanager
def serving(issuer: Issuer) -> Iterator[Issuer]:
    """Serve it on a free port of the loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            read = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            self._answer({name: values[0] for name, values in parse_qs(read).items()})

        def _answer(self, form: dict[str, str]) -> None:
            status, told = issuer.answer(urlsplit(self.path).path, form)
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    issuer.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
