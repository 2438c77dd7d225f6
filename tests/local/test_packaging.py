"""A template tree on its way into the bucket."""

from pathlib import Path

import pytest

from local.deploy.packaging import Package
from tests.support.miniature import SOURCE


class Bucket:
    """Takes everything, and remembers which files were in each bundle."""

    def __init__(self) -> None:
        self.bundles: dict[str, set[str]] = {}

    def put(self, content: bytes, suffix: str) -> str:
        return f"s3://bucket/{len(content)}{suffix}"

    def put_bundle(self, folder: Path, scratch: Path) -> str:
        self.bundles[folder.name] = {path.relative_to(folder).as_posix() for path in folder.rglob("*.py")}
        return f"s3://bucket/{folder.name}.zip"

    def url(self, address: str) -> str:
        return address


@pytest.mark.parametrize("whole", [False, True])
def test_a_function_has_the_layers_inside_where_the_engine_takes_no_notice_of_them(whole: bool, tmp_path: Path) -> None:
    bucket = Bucket()
    Package(bucket, tmp_path, "environment", whole).template(SOURCE / "template.yaml")
    functions = [files for files in bucket.bundles.values() if "shop/api.py" in files]

    assert functions
    assert all(("common/__init__.py" in files) is whole for files in functions)
