"""The whole system in small (tests/local/miniature), deployed to an engine."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from local.deploy import Outputs, deploy
from local.home import Home

SOURCE = Path(__file__).parents[1] / "local" / "miniature"


@dataclass
class Miniature:
    """One copy of the tree, and the stack that it is deployed as."""

    home: Home
    tree: Path
    name: str
    outputs: Outputs = field(default_factory=Outputs)

    @classmethod
    def copied(cls, home: Home, folder: Path, name: str) -> "Miniature":
        """A copy of the tree in `folder`, not deployed yet."""
        return cls(home, Path(shutil.copytree(SOURCE, folder / "tree")), name)

    def deploy(self, **parameters: str) -> Outputs:
        self.outputs = deploy(self.home, self.tree / "template.yaml", self.name, parameters)
        return self.outputs

    def url(self, path: str) -> str:
        return f"{self.home.address}/_aws/execute-api/{self.outputs['ApiId']}/live{path}"

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace `old` by `new` in one file of the tree."""
        path = self.tree / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
