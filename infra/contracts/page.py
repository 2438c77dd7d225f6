"""The OpenAPI document as one page that needs nothing from anywhere else."""

import json
import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from infra.contracts import problems
from infra.contracts.schemas import Json

HERE = Path(__file__).parent
METHODS = ("get", "post", "put", "patch", "delete")


def render(document: Json) -> str:
    """The page as HTML."""
    templates = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    templates.filters["coded"] = coded
    return templates.get_template("page.html.jinja").render(
        info=document["info"],
        groups=[_group(document, tag) for tag in document["tags"]],
        schemas=document["components"]["schemas"],
        problems=list(problems.tree()),
        pretty=lambda value: json.dumps(value, indent=2, ensure_ascii=False),
        kind=kind,
    )


def coded(text: str) -> Markup:
    """Text whose `words in backticks` are code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704  escaped just before


def _group(document: Json, tag: Json) -> Json:
    routes = [
        _route(document, path, method, operation)
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
        if operation["tags"] == [tag["name"]]
    ]
    return {**tag, "routes": routes}


def _route(document: Json, path: str, method: str, operation: Json) -> Json:
    body = operation.get("requestBody", {}).get("content", {})
    return {
        **operation,
        "path": path,
        "method": method.upper(),
        "parameters": [_resolved(document, each) for each in operation.get("parameters", [])],
        "scopes": [scope for need in operation["security"][:1] for scope in next(iter(need.values()))],
        "bodies": [{"media": media, "schema": said["schema"]} for media, said in body.items()],
        "curl": curl(document, path, method, operation),
    }


def _resolved(document: Json, parameter: Json) -> Json:
    if "$ref" not in parameter:
        return parameter
    return dict(document["components"]["parameters"][parameter["$ref"].rsplit("/", 1)[1]])


def curl(document: Json, path: str, method: str, operation: Json) -> str:
    """A request to try, with a shell variable for each part that only the reader knows."""
    words = [f'curl -X {method.upper()} "$API{path.replace("{", "$").replace("}", "")}"']
    if operation["security"]:
        words.append('-H "Authorization: Bearer $TOKEN"')
    names = [_resolved(document, each)["name"] for each in operation.get("parameters", [])]
    if "Idempotency-Key" in names:
        words.append('-H "Idempotency-Key: $(uuidgen)"')
    if "If-Match" in names:
        words.append("-H 'If-Match: *'")
    for media, said in list(operation.get("requestBody", {}).get("content", {}).items())[:1]:
        words.append(f"-H 'Content-Type: {media}'")
        if "example" in said:
            words.append("-d " + _quoted(json.dumps(said["example"], ensure_ascii=False)))
    return " \\\n  ".join(words)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def kind(schema: Json) -> str:
    """A schema in a few words: `Customer`, `string or null`, `list of Email`."""
    if "$ref" in schema:
        return str(schema["$ref"].rsplit("/", 1)[1])
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(kind(each) for each in schema["anyOf"]))
    if "enum" in schema:
        return " | ".join(map(_word, schema["enum"]))
    if "const" in schema:
        return _word(schema["const"])
    if schema.get("type") == "array":
        return f"list of {kind(schema.get('items', {}))}"
    named = schema.get("type", "anything")
    return f"{' or '.join(named) if isinstance(named, list) else named}{_limits(schema)}"


def _word(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


LIMITS = {
    "format": "{}",
    "pattern": "like {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minimum": "from {}",
    "maximum": "to {}",
}


def _limits(schema: Json) -> str:
    said = [text.format(schema[name]) for name, text in LIMITS.items() if name in schema]
    return f" ({', '.join(said)})" if said else ""
