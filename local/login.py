"""Logging in as a person does in a browser: the login page, a password, a code, and PKCE to show whose code it is."""

import base64
import hashlib
import secrets
from html.parser import HTMLParser
from urllib.parse import parse_qs, urljoin, urlsplit

import requests

CLIENT = "onestop-cli"
# Nobody listens there: the code is read from the redirect, which is not followed.
_BACK = "http://127.0.0.1:1/callback"
_SECONDS = 30


class LoginFailed(Exception):
    """The login was refused; the message says why."""


def login(base_url: str, tenant: str, email: str, password: str) -> str:
    """An access token. Raises LoginFailed."""
    verifier, state = secrets.token_urlsafe(48), secrets.token_urlsafe(16)
    with requests.Session() as browser:
        page = browser.get(f"{base_url}/oauth/authorize", params=_request(verifier, state), timeout=_SECONDS)
        form = _Form(page)
        answer = browser.post(
            form.action,
            data=form.fields | {"workspace": tenant, "email": email, "password": password},
            allow_redirects=False,
            timeout=_SECONDS,
        )
        return _token(browser, base_url, _code(answer, state), verifier)


def _request(verifier: str, state: str) -> dict[str, str]:
    digest = hashlib.sha256(verifier.encode()).digest()
    return {
        "response_type": "code",
        "client_id": CLIENT,
        "redirect_uri": _BACK,
        "state": state,
        "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        "code_challenge_method": "S256",
    }


def _code(answer: requests.Response, state: str) -> str:
    said = parse_qs(urlsplit(answer.headers.get("Location", "")).query)
    if "code" not in said or said.get("state") != [state]:
        raise LoginFailed(f"The login was refused (HTTP {answer.status_code}): are tenant, e-mail and password right?")
    return said["code"][0]


def _token(browser: requests.Session, base_url: str, code: str, verifier: str) -> str:
    proof = {"client_id": CLIENT, "redirect_uri": _BACK, "code": code, "code_verifier": verifier}
    answer = browser.post(
        f"{base_url}/oauth/token", data={"grant_type": "authorization_code", **proof}, timeout=_SECONDS
    )
    if answer.status_code != requests.codes.ok:
        raise LoginFailed(f"The code was not taken for a token (HTTP {answer.status_code}): {answer.text[:200]}")
    return str(answer.json()["access_token"])


class _Form(HTMLParser):
    """The first form of a page: where it goes, and the fields that it carries along."""

    def __init__(self, page: requests.Response) -> None:
        super().__init__()
        if page.status_code != requests.codes.ok:
            raise LoginFailed(f"There is no login page (HTTP {page.status_code}): {page.text[:200]}")
        self.action = page.url
        self.fields: dict[str, str] = {}
        self._page_url = page.url
        self.feed(page.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "form":
            self.action = urljoin(self._page_url, said.get("action") or self._page_url)
        elif tag == "input" and said.get("type") == "hidden" and said.get("name"):
            self.fields[str(said["name"])] = said.get("value") or ""
