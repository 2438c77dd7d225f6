"""Requests in which every value is one that no log may ever show."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from onestop.http import Route

NAME, CHINESE, MAIL, PHONE = "Kanarienvogel", "金丝雀小姐", "kanari@vogel.example", "+8613877700042"
SECRET = "canary-password-7Q"
ALL = (NAME, CHINESE, MAIL, PHONE, SECRET)
TEXT = f"{NAME} {CHINESE} {MAIL} {PHONE}"
ID = "01J00000000000000000CANARY"

# What a route takes where its schema alone does not tell: these requests succeed.
GOOD: dict[tuple[str, str], Any] = {
    ("POST", "/customers"): {
        "kind": "person", "givenName": NAME, "familyName": CHINESE, "emails": [{"address": MAIL}],
        "phones": [{"number": PHONE}], "tags": [NAME], "addresses": [{"street": TEXT, "city": NAME, "country": "CN"}],
    },
    ("POST", "/customers/{customerId}/notes"): {"text": TEXT},
    ("POST", "/customers/{customerId}/consents"): {
        "channel": "email", "address": MAIL, "purpose": "news", "state": "given", "source": "call", "evidence": TEXT,
    },
    ("POST", "/customer-lists"): {"name": TEXT},
    ("POST", "/members"): {"name": TEXT, "email": MAIL, "roles": ["agent"]},
    ("POST", "/products"): {"name": {"zh-CN": TEXT}, "category": TEXT, "tags": [NAME], "attributes": {NAME: TEXT}},
    ("POST", "/price-books"): {"name": TEXT, "currency": "CNY"},
    ("POST", "/orders"): {
        "customer": ID, "currency": "CNY", "externalId": NAME, "channel": TEXT,
        "lines": [{"name": TEXT, "unitPrice": {"amount": 1800, "currency": "CNY"}, "taxRate": "0.13"}],
        "shippingAddress": {"name": CHINESE, "street": TEXT, "city": NAME, "country": "CN"},
        "payment": {"provider": "sandbox", "token": SECRET}, "place": True,
    },
    ("POST", "/tokens"): {"name": TEXT, "scopes": ["customers:read"]},
    ("POST", "/me/password"): {"current": "correct horse battery", "password": SECRET},
}  # fmt: skip


def path_of(route: Route) -> str:
    """The route with values for its parameters, and with a search for people."""
    given = re.sub(r"{\w+Id}", ID, route.path)
    given = re.sub(r"{\w+}", quote(NAME), given)
    return f"{given}?{query_of(route)}"


def query_of(route: Route) -> str:
    names = [name for name in route.query.model_fields if name not in ("limit", "fields")]
    return "&".join(f"{name}={quote(TEXT)}" for name in names)


def body_of(route: Route) -> Any:
    """A body of the shape that the route takes, every text in it a canary; it may well be refused."""
    if route.body is None:
        return None
    schema = route.body.model_json_schema()
    return filled(schema, schema.get("$defs", {}))


def filled(schema: Mapping[str, Any], named: Mapping[str, Any]) -> Any:
    """A value of the kind that a JSON schema describes."""
    if "$ref" in schema:
        return filled(named[schema["$ref"].rsplit("/", 1)[1]], named)
    if ways := schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf"):
        return filled(ways[0], named)
    if "enum" in schema or "const" in schema:
        return schema.get("const", next(iter(schema.get("enum", ())), None))
    return _of_type(schema, named)


def _of_type(schema: Mapping[str, Any], named: Mapping[str, Any]) -> Any:
    kind = schema.get("type")
    if kind == "object":
        members = {name: filled(each, named) for name, each in schema.get("properties", {}).items()}
        return members or {NAME: TEXT}
    if kind == "array":
        return [filled(schema.get("items", {}), named)]
    if kind in ("integer", "number", "boolean"):
        return int(PHONE)
    return MAIL if schema.get("format") == "email" else SECRET if schema.get("format") == "password" else TEXT
