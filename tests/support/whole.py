"""The whole API in this process: every capability's door behind one address, their tables on moto."""

import importlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

import boto3
from werkzeug import Request, Response

from infra.contracts.sources import capabilities
from tests.support import house, tables
from tests.support.gateway import CONTEXT, Browser, Reply, finds

BASE = "/v1"
OWNER = {"ownerEmail": "ada@acme.example", "ownerName": "Ada Lovelace", "ownerPassword": "correct horse battery"}


def environment() -> dict[str, str]:
    """What the doors find in their environment besides the names of the tables."""
    key = boto3.client("kms").create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")
    address, watched = "https://api.example.test/v1", "/onestop/test/watched"
    return {"SIGNING_KEYS": key["KeyMetadata"]["KeyId"], "PUBLIC_URL": address, "WATCHED": watched}


@dataclass(frozen=True)
class Whole:
    """The API as the owner of one tenant sees it. As a WSGI application it takes any bearer token for the owner's."""

    tenant: str
    owner: str

    @classmethod
    def opened(cls) -> "Whole":
        """All tables and one tenant; AWS has to be mocked and the environment set."""
        for capability in capabilities():
            if any(house.in_template(f"functions/{capability.name}/stack.yaml", "AWS::DynamoDB::Table")):
                tables.create(capability.name)
        opening = {"task": "OpenTenant", "input": {"slug": "acme", "name": "Acme 有限公司", **OWNER}}
        made = importlib.import_module("identity.saga").handler(opening, CONTEXT)
        return cls(made["tenant"]["id"], made["owner"]["id"])

    def ask(self, method: str, path: str, body: Any = None, who: dict[str, Any] | None = None, **headers: str) -> Reply:
        """A request of the owner; `who` says what is different about the one who asks."""
        door = self._browser(method, path, who or {})
        assert door is not None, f"there is no {method} {path}"
        return door.send(method, path, body, **headers)

    def __call__(self, environ: Any, start_response: Any) -> Any:
        return self._answer(Request(environ))(environ, start_response)

    def _answer(self, request: Request) -> Response:
        path = quote(request.path.removeprefix(BASE), safe="/.:")
        door = self._browser(request.method, path, {} if "Authorization" in request.headers else {"tenant": ""})
        if door is None:
            return Response(status=404)
        headers = {name.lower(): value for name, value in request.headers}
        query = request.query_string.decode("latin-1")
        event = door.event(request.method, f"{path}?{query}", request.get_data().decode("utf-8", "replace"), headers)
        event["pathParameters"] = {name: unquote(value) for name, value in (event["pathParameters"] or {}).items()}
        answer = door.door(event, CONTEXT)
        return Response(answer["body"], answer["statusCode"], answer["headers"])

    def _browser(self, method: str, path: str, who: dict[str, Any]) -> Browser | None:
        """Somebody at the door that serves this request; None where there is no such route."""
        for capability in capabilities():
            if finds(list(capability.routes), method, path.split("?", maxsplit=1)[0]):
                door = importlib.import_module(f"{capability.name}.api").app
                return Browser(door, **{**self._everything(), **who})
        return None

    def _everything(self) -> dict[str, str]:
        scopes = {route.scope for capability in capabilities() for route in capability.routes if route.scope}
        return {"tenant": self.tenant, "actor": f"member/{self.owner}", "scopes": " ".join(sorted(scopes))}
