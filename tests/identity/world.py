"""Identity as its callers see it: the tasks, the pages, the token endpoint, the authorizer."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from onestop.identity import Caller
from tests.support.gateway import CONTEXT, Browser, Reply

FORM = "application/x-www-form-urlencoded"
METHOD_ARN = "arn:aws:execute-api:us-east-1:000000000000:abc123/v1/GET/customers"
PASSWORD = "correct horse battery"
VERIFIER = "v" * 43
REDIRECT = "http://127.0.0.1:5173/callback"
CLI = "onestop-cli"
NOBODY = Caller("", "anonymous", correlation="c-1", address="203.0.113.7")


@cache
def hashed() -> str:
    """The hash of the usual password: the real thing, but made once."""
    from identity.service.passwords import hasher  # noqa: PLC0415

    return hasher().hash(PASSWORD)


def task(name: str, /, tenant: str | None = None, **said: Any) -> dict[str, Any]:
    """What a task of the saga door answers."""
    from identity.saga import handler  # noqa: PLC0415  needs the environment of the tests

    return handler({"task": name, "tenant": tenant, "input": said}, CONTEXT)


def authorized(token: str | None) -> dict[str, Any]:
    """The context that the authorizer gives to the doors; an exception where it refuses."""
    from identity.authorizer import handler  # noqa: PLC0415

    headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
    request = {"domainName": "api.example.test", "stage": "v1", "requestId": "5c7d8e00-test"}
    answer = handler({"headers": headers, "methodArn": METHOD_ARN, "requestContext": request}, CONTEXT)
    return {**answer["context"], "answer": answer}


def asking(**other: str) -> str:
    """The path of the log-in page as the command line asks for it."""
    from identity.domain.pkce import challenge_of  # noqa: PLC0415

    said = {
        "response_type": "code", "client_id": CLI, "redirect_uri": REDIRECT, "state": "xyz",
        "code_challenge": challenge_of(VERIFIER), "code_challenge_method": "S256", **other,
    }  # fmt: skip
    return f"/oauth/authorize?{urlencode(said)}"


@dataclass(frozen=True)
class World:
    """One tenant and a browser that nobody has logged in with."""

    table: Any
    browser: Browser
    tenant: str
    owner: str

    @classmethod
    def opened(cls, table: Any, slug: str = "acme", owner: str = "ada@acme.example") -> "World":
        from identity.api import app  # noqa: PLC0415

        made = task("OpenTenant", slug=slug, name="Acme 有限公司", ownerEmail=owner, ownerName="Ada Lovelace")
        world = cls(table, Browser(app), made["tenant"]["id"], made["owner"]["id"])
        world.give_password(world.owner)
        return world

    def member(self, role: str, email: str | None = None) -> str:
        """The id of a new member with this role and the usual password."""
        email = email or f"{role}@acme.example"
        made = task("AddMember", self.tenant, email=email, name="Somebody Else", roles=[role])
        self.give_password(made["member"]["id"])
        return made["member"]["id"]

    def give_password(self, member: str) -> None:
        """The usual password, hashed once for all tests."""
        from identity.table import Password, member_pk  # noqa: PLC0415

        Password(member_pk(self.tenant, member), "password", hash=hashed()).save()

    def form(self, path: str, headers: dict[str, str] | None = None, **fields: str) -> Reply:
        return self.browser.post(path, urlencode(fields), content_type=FORM, **(headers or {}))

    def log_in(self, email: str = "ada@acme.example", password: str = PASSWORD, **asked: str) -> Reply:
        return self.form(asking(**asked), workspace="acme", email=email, password=password)

    def code(self, email: str = "ada@acme.example", **asked: str) -> str:
        """The authorization code of somebody whose password was right."""
        from identity.schemas.oauth import AuthorizeQuery  # noqa: PLC0415
        from identity.service import sessions  # noqa: PLC0415
        from identity.table import member_with  # noqa: PLC0415

        query = AuthorizeQuery(**dict(parse_qsl(urlsplit(asking(**asked)).query)))
        return sessions.begin(NOBODY, self.tenant, member_with(self.tenant, email), query)

    def code_of(self, email: str, password: str) -> str:
        """The authorization code of somebody who logs in on the page."""
        return parse_qs(urlsplit(self.log_in(email, password).headers["Location"]).query)["code"][0]

    def exchange(self, code: str, **other: str) -> Reply:
        said = {"client_id": CLI, "redirect_uri": REDIRECT, "code_verifier": VERIFIER, **other}
        return self.form("/oauth/token", grant_type="authorization_code", code=code, **said)

    def refresh(self, token: str, **other: str) -> Reply:
        return self.form("/oauth/token", grant_type="refresh_token", refresh_token=token, **{"client_id": CLI, **other})

    def tokens(self, email: str = "ada@acme.example", **asked: str) -> dict[str, Any]:
        """Access and refresh token of somebody who logs in."""
        return self.exchange(self.code(email, **asked)).json

    def with_token(self, token: str) -> Browser:
        """A browser that shows a token, whose authorizer is the real one."""
        said = authorized(token)
        return replace(
            self.browser, tenant=said["tenant"], actor=said["actor"], roles=said["roles"], scopes=said["scopes"]
        )

    def as_(self, email: str = "ada@acme.example", **asked: str) -> Browser:
        return self.with_token(self.tokens(email, **asked)["access_token"])

    def stranger(self, tenant: str) -> Browser:
        """Somebody of another tenant who may do everything there."""
        return replace(self.browser, tenant=tenant)

    def happened(self) -> list[str]:
        """What the records of the door say, in their order."""
        rows = [row for row in self.table.scan()["Items"] if row["type"] == "security"]
        return [row["what"] for row in sorted(rows, key=lambda row: row["id"])]
