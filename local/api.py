"""The public API as a program uses it: patient with a busy server, and never doing a thing twice."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

_SECONDS = 60
_BUSY = (429, 502, 503, 504)
# Waits 0.5, 1, 2, 4, ... seconds, or as long as Retry-After says; longer for one who is busy than for one who is not
# there, who may just be starting again. Every POST here carries an Idempotency-Key, so all methods may be repeated.
_PATIENCE = Retry(
    total=8, connect=5, read=5, backoff_factor=0.5, status_forcelist=_BUSY, allowed_methods=None, raise_on_status=False
)


class ApiError(Exception):
    """The API said no. `problem` is its problem document."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        said = problem.get("detail", "the API refused the request")
        where = [f"{each['pointer']} {each['reason']}".strip() for each in problem.get("errors", ())]
        super().__init__("; ".join([f"{problem.get('code', status)}: {said}", *where]))
        self.status = status
        self.problem = problem


class Api:
    """One caller of one system. `token` is asked for a bearer token at first, and again when that has expired."""

    def __init__(self, base_url: str, token: Callable[[], str], connections: int = 4) -> None:
        self._url = base_url
        self._token = token
        self._session = requests.Session()
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=_PATIENCE, pool_maxsize=connections))

    def get(self, path: str, **query: Any) -> Any:
        return self.call("GET", path, params={name: value for name, value in query.items() if value is not None})

    def post(self, path: str, body: Any, key: str) -> Any:
        """`key` is the Idempotency-Key: the same one with the same body is done once."""
        return self.call("POST", path, json=body, headers={"Idempotency-Key": key})

    def changed(self, path: str, tag: str) -> tuple[Any, str]:
        """What is at a path and its ETag; None where what carries `tag` still holds. Raises as `call` does."""
        answer = self._answer("GET", path, headers={"If-None-Match": tag})
        if answer.status_code == requests.codes.not_modified:
            return None, tag
        return answer.json(), answer.headers.get("ETag", "")

    def pages(self, path: str, **query: Any) -> Iterator[Any]:
        """Every entry of a list."""
        cursor: str | None = None
        while True:
            page = self.get(path, **{"limit": 200, **query, "cursor": cursor})
            yield from page["data"]
            cursor = page["page"]["next"]
            if cursor is None:
                return

    def call(self, method: str, path: str, **request: Any) -> Any:
        """The answer's JSON, None where it has none. Raises ApiError and requests' own when nobody answers."""
        answer = self._answer(method, path, **request)
        return answer.json() if answer.content else None

    def _answer(self, method: str, path: str, **request: Any) -> requests.Response:
        if "Authorization" not in self._session.headers:
            self._log_in()
        answer = self._send(method, path, **request)
        if answer.status_code == 401:
            self._log_in()
            answer = self._send(method, path, **request)
        if answer.status_code >= 400:
            raise ApiError(answer.status_code, _problem(answer))
        return answer

    def _log_in(self) -> None:
        self._session.headers["Authorization"] = f"Bearer {self._token()}"

    def _send(self, method: str, path: str, **request: Any) -> requests.Response:
        return self._session.request(method, self._url + quote(path, safe="/?&=:"), timeout=_SECONDS, **request)


def _problem(answer: requests.Response) -> dict[str, Any]:
    try:
        said = answer.json()
    except requests.JSONDecodeError:
        return {"detail": f"HTTP {answer.status_code} {answer.reason}"}
    return said if isinstance(said, dict) else {"detail": str(said)}
