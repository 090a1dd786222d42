"""The page of settings: what the program reads from its environment, found in its own source."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from shangliang.web.reference.tables import page, table

# What a reader needs to know besides name, type and default. A variable without words stops the page.
WORDS = {
    "ALLOWED_HOSTS": "Names under which the site answers, separated by commas.",
    "BEHIND_PROXY": "`true` when a proxy in front ends TLS and always sets `X-Forwarded-Proto` itself.",
    "CONN_MAX_AGE": "Seconds a connection to PostgreSQL is kept open.",
    "CSRF_TRUSTED_ORIGINS": "Origins with scheme from which forms may come, when a proxy changes the host.",
    "DATABASE_URL": "Where the data is: `postgres://user:password@host:5432/name`; by default SQLite.",
    "DEBUG": "Technical error pages. Never with real data.",
    "DEFAULT_FROM_EMAIL": "Sender of the mails.",
    "EMBED_ANCESTORS": "Sites besides our own that may show embeds in a frame: `https://www.example.gov`, or `*`.",
    "EMAIL_URL": "Mail server: `smtp+tls://user:password@host:587`; by default mails are printed.",
    "EXCHANGE_NETWORKS": "Private networks in which other installations may lie: `10.8.0.0/16`; others get no message.",
    "LANGUAGE_MODEL_KEY": "Its key, sent as a bearer token.",
    "LANGUAGE_MODEL_NAME": "Name of the model there.",
    "LANGUAGE_MODEL_SECONDS": "How long one answer may take.",
    "LANGUAGE_MODEL_URL": "Address up to `/v1` of a service with OpenAI's chat protocol; excerpts of cases go there.",
    "LOG_LEVEL": "From which level on things are logged: DEBUG, INFO, WARNING, ERROR.",
    "OIDC_CLIENT_ID": "Name of this installation at the OpenID Connect provider.",
    "OIDC_CLIENT_SECRET": "Its secret there.",
    "OIDC_ISSUER": "Address of the provider; with it, its sign-in stands beside the password.",
    "OIDC_NAME": "How the provider is called on the sign-in page.",
    "OPENBLAS_NUM_THREADS": "Threads of the linear algebra of opinion maps. More than one only burns the other cores.",
    "PORT": "Where `shangliang run` listens.",
    "PROOF_OF_WORK": "How hard a browser works before the public may say something without an account.",
    "HOTLINE_URL": "Where handovers to the 12345 hotline are sent. Without it they are written to the log.",
    "HOTLINE_KEY": "The key with which both sides sign what passes between the hotline and this installation.",
    "VAULT_KEYS": "Seal who said what, the newest first; the last one opens receipts and never changes. By default made"
    " once and kept in the data folder.",
    "PREPARED_STATEMENTS": "Statements planned once a connection; off behind a pooler that shares connections.",
    "SECRET_KEY": "Signs sessions and links. By default made once and kept in the data folder.",
    "STATIC_HASHED": "Static files hashed and compressed by `collectstatic`. On unless it is a demo or DEBUG.",
    "SECURE": "Cookies over TLS only, redirect to TLS, HSTS. On unless it is a demo or DEBUG.",
    "SECURE_SSL_REDIRECT": "Redirect http to https; off when the proxy does it.",
    "SECURITY_LOG_DAYS": "How long the security log is kept; the law asks for six months at least.",
    "SESSION_IDLE_SECONDS": "After how long without a click a session ends.",
    "SESSION_SECONDS": "After how long a session ends.",
    "SHANGLIANG_DATA": "The data folder: SQLite file, uploaded files, key.",
    "SHANGLIANG_DEMO": "The demo: one-click sign-in for every role. Never together with real people.",
    "SMS_GATEWAY_KEY": "Name of this installation at the SMS gateway.",
    "SMS_GATEWAY_SECRET": "Key with which requests to the SMS gateway are signed.",
    "SMS_GATEWAY_URL": "Where SMS are handed over; without it they are printed.",
    "SITE_URL": "Address of the site as others reach it; for links in mails and on printed pages.",
    "SOURCE_URL": "Where the source of what runs here is offered, if it is changed or kept elsewhere; by default the"
    " installation hands out its own files on the page *About*.",
    "TIME_ZONE": "Where the days of the deadlines are counted.",
    "TRUSTED_PROXIES": "How many proxies stand in front and add the visitor's address.",
    "WORK_WEBHOOK_SECRET": "Signing key of the robot; DingTalk and Feishu use it.",
    "WORK_WEBHOOK_STYLE": "How the robot wants to be spoken to: dingtalk, wecom or feishu.",
    "WORK_WEBHOOK_URL": "Address of a group robot of the work platform; without it messages are printed.",
}


class UnexplainedError(Exception):
    """The program reads a variable that nobody explained."""


class Variable(NamedTuple):
    """One variable: its name, how it is read, and the default as the source says it."""

    name: str
    kind: str
    default: str


def variables(package: Path) -> list[Variable]:
    """Everything read from the environment, by name."""
    found = {
        one.name: one for path in package.rglob("*.py") if "tests" not in path.parts for one in _read_in(path)
    }
    return [found[name] for name in sorted(found) if name != "DJANGO_SETTINGS_MODULE"]


def _read_in(path: Path) -> Iterator[Variable]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value)
            if owner in ("env", "os.environ") and node.args and isinstance(node.args[0], ast.Constant):
                yield _variable(node, node.func.attr, owner == "env")


def _variable(node: ast.Call, kind: str, is_typed: bool) -> Variable:
    defaults = [k.value for k in node.keywords if k.arg == "default"] or node.args[1:2]
    default = ast.unparse(defaults[0]) if defaults else ""
    return Variable(str(node.args[0].value), kind if is_typed else "str", default)  # type: ignore[attr-defined]


def settings_page(package: Path) -> str:
    """The table; raises UnexplainedError for a variable nobody explained."""
    found = variables(package)
    if missing := [v.name for v in found if v.name not in WORDS]:
        raise UnexplainedError(f"{', '.join(missing)}: say what it does in {Path(__file__).name}")
    rows = [(f"`{v.name}`", v.kind, f"`{v.default}`", WORDS[v.name]) for v in found]
    opening = "What the program reads from its environment. Nothing is needed to try it."
    return page("Settings", opening, [table(("name", "type", "default", "what it does"), rows)])
