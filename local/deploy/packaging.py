"""Turn a template tree on disk into one in the artifact bucket, as `sam build` and `sam package` would."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from local.deploy import bundles, templates
from local.deploy.artifacts import Artifacts

_CODE = {"AWS::Serverless::Function": "CodeUri", "AWS::Serverless::LayerVersion": "ContentUri"}
_LAYER = "ContentUri"
_DEFINITION = {"AWS::Serverless::StateMachine", "AWS::Serverless::Api", "AWS::Serverless::HttpApi"}
_NESTED = "AWS::Serverless::Application"


class _Code(NamedTuple):
    """One resource with code of its own: where its sources are, and which property takes the address."""

    logical_id: str
    resource: dict[str, Any]
    property: str
    folder: Path


class Package:
    """One packaging run; every template of the tree goes through the same bucket and scratch folder.

    `whole` puts what the layers hold into each function as well, for an engine that takes no notice of layers.
    """

    def __init__(self, artifacts: Artifacts, scratch: Path, vendor: str, whole: bool = False) -> None:
        self.artifacts = artifacts
        self.scratch = scratch
        self.vendor = vendor
        self.whole = whole
        self._layers: list[Path] = []

    def template(self, path: Path) -> str:
        """Build, upload and rewrite `path` and all it refers to; the packaged template's https address."""
        document = templates.read(path)
        here = path.parent
        codes = list(_codes(document, here))
        self._layers += self._build([each for each in codes if each.property == _LAYER])
        for parameters in templates.includes(document):
            parameters["Location"] = self._document(here, parameters["Location"])
        for resource in document.get("Resources", {}).values():
            self._references(here, resource)
        self._build([each for each in codes if each.property != _LAYER])
        return self.artifacts.url(self.artifacts.put(templates.write(document), ".template.json"))

    def _references(self, here: Path, resource: dict[str, Any]) -> None:
        properties = resource.get("Properties", {})
        if resource.get("Type") == _NESTED and _is_local(properties.get("Location")):
            properties["Location"] = self.template((here / properties["Location"]).resolve())
        if resource.get("Type") in _DEFINITION and _is_local(properties.get("DefinitionUri")):
            properties["DefinitionUri"] = self._document(here, properties["DefinitionUri"])

    def _document(self, here: Path, location: Any) -> Any:
        if not _is_local(location):
            return location
        return self.artifacts.put(templates.write(templates.read(here / location)), ".json")

    def _build(self, codes: list[_Code]) -> list[Path]:
        # make is a process of its own: threads are enough to have several of them at work.
        with ThreadPoolExecutor(max_workers=4) as pool:
            folders = list(pool.map(self._bundle, codes))
        for code, folder in zip(codes, folders, strict=True):
            code.resource["Properties"][code.property] = self.artifacts.put_bundle(folder, self.scratch / "zips")
        return folders

    def _bundle(self, code: _Code) -> Path:
        """The folder to zip; without a build method of its own that is the source folder as it is."""
        metadata = code.resource.get("Metadata", {})
        if metadata.get("BuildMethod") != "makefile":
            return code.folder
        workplace = (code.folder / metadata.get("WorkingDirectory", ".")).resolve()
        made = bundles.make(workplace, code.logical_id, self.scratch / "build" / code.logical_id, self.vendor)
        for layer in self._layers if self.whole and code.property != _LAYER else ():
            shutil.copytree(layer / "python", made, dirs_exist_ok=True)
        return made


def _codes(document: dict[str, Any], here: Path) -> Iterator[_Code]:
    default = document.get("Globals", {}).get("Function", {}).get("CodeUri")
    for logical_id, resource in document.get("Resources", {}).items():
        name = _CODE.get(resource.get("Type", ""))
        if name is None:
            continue
        properties = resource.setdefault("Properties", {})
        location = properties.get(name, default if name == "CodeUri" else None)
        if _is_local(location) and "InlineCode" not in properties:
            yield _Code(logical_id, resource, name, (here / location).resolve())


def _is_local(location: Any) -> bool:
    return isinstance(location, str) and not location.startswith(("s3://", "https://", "http://"))
