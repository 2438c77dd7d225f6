"""Which files are generated, and what they hold."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import yaml

from infra.contracts import document, events, gateway, page
from infra.contracts.schemas import Json
from infra.contracts.sources import ROOT, capabilities
from infra.observability import template as observability
from infra.sagas import pictures

GATEWAY = ROOT / "infra" / "openapi.yaml"
DOCUMENT = ROOT / "functions" / "portal" / "openapi.json"
PAGE = ROOT / "functions" / "portal" / "docs.html"
OBSERVABILITY = ROOT / "infra" / "observability.yaml"
EVENTS = ROOT / "events"


class _Plain(yaml.SafeDumper):
    """CloudFormation knows no YAML aliases; text of several lines is shown as such."""

    def ignore_aliases(self, data: object) -> bool:
        return True

    def represent_text(self, text: str) -> yaml.Node:
        return self.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Plain.add_representer(str, _Plain.represent_text)


def version() -> str:
    """The version of the project, which is that of its contracts."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def generated() -> dict[Path, str]:
    """Path -> text of every generated file, as the code would have it now."""
    found = capabilities()
    public = document.build(found, version())
    return {
        GATEWAY: as_yaml(gateway.build(found, version())),
        OBSERVABILITY: as_yaml(observability.build(found)),
        DOCUMENT: as_json(public),
        PAGE: page.render(public),
        pictures.PAGE: pictures.page(pictures.PAGE.read_text("utf-8")),
        **{path: as_json(schema) for path, schema in schemas()},
    }


def schemas() -> Iterator[tuple[Path, Json]]:
    """The schema of each version of each event, and where it lies."""
    for each in capabilities():
        for kind, model in each.published.items():
            yield EVENTS / each.name / f"{events.name_of(kind)}.schema.json", events.build(each.name, kind, model)


def as_yaml(value: Json) -> str:
    return yaml.dump(value, Dumper=_Plain, sort_keys=False, width=200, allow_unicode=True)


def as_json(value: Json) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def stale() -> list[Path]:
    """Generated files that are missing or differ from what the code says, and schemas of events that are gone."""
    now = generated()
    differing = [path for path, text in now.items() if not path.exists() or path.read_text("utf-8") != text]
    return differing + orphans(now)


def orphans(now: dict[Path, str]) -> list[Path]:
    return [path for path in sorted(EVENTS.glob("*/*.schema.json")) if path not in now]


def write() -> list[Path]:
    """Bring the generated files up to date; the ones that changed."""
    now, changed = generated(), stale()
    for path in changed:
        if path in now:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(now[path], "utf-8")
        else:
            path.unlink()
    return changed
