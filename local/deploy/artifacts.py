"""The bucket that a deployment reads from: each object lies under the hash of its content, written once."""

import hashlib
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from local.deploy import bundles


class Artifacts:
    """Uploads what is new; what has been uploaded keeps its address, so an unchanged template is unchanged."""

    def __init__(self, sts: Any, s3: Any) -> None:
        account = sts.get_caller_identity()["Account"]
        self.s3 = s3
        self.region = s3.meta.region_name
        self.bucket = f"onestop-artifacts-{account}-{self.region}"
        self._present = self._list_or_create()

    def put(self, content: bytes, suffix: str) -> str:
        """The `s3://` address of `content`."""
        key = f"{hashlib.sha256(content).hexdigest()[:32]}{suffix}"
        if key not in self._present:
            self.s3.put_object(Bucket=self.bucket, Key=key, Body=content)
            self._present.add(key)
        return f"s3://{self.bucket}/{key}"

    def put_bundle(self, folder: Path, scratch: Path) -> str:
        """The address of `folder` as a zip; hashed by its files, so that an unchanged one is not even zipped."""
        key = f"{bundles.fingerprint(folder)[:32]}.zip"
        if key not in self._present:
            self.s3.upload_file(str(bundles.zipped(folder, scratch / key)), self.bucket, key)
            self._present.add(key)
        return f"s3://{self.bucket}/{key}"

    def url(self, address: str) -> str:
        """CloudFormation takes a template by its https address only."""
        return address.replace("s3://", f"https://s3.{self.region}.amazonaws.com/", 1)

    def _list_or_create(self) -> set[str]:
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=self.bucket)
        try:
            return {entry["Key"] for page in pages for entry in page.get("Contents", ())}
        except ClientError as error:
            if error.response["Error"]["Code"] != "NoSuchBucket":
                raise
        place = {} if self.region == "us-east-1" else {"LocationConstraint": self.region}
        self.s3.create_bucket(Bucket=self.bucket, **({"CreateBucketConfiguration": place} if place else {}))
        self._protect()
        return set()

    def _protect(self) -> None:
        closed = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
        self.s3.put_public_access_block(Bucket=self.bucket, PublicAccessBlockConfiguration=dict.fromkeys(closed, True))
