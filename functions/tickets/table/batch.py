"""Jobs that do the same to many tickets."""

from onestop.pynamo import JSONAttribute, NumberAttribute, UnicodeAttribute
from onestop.tables import key
from tickets.table.base import ByCreation, Row


class BatchJob(Row, discriminator="batch-job"):
    """How far a job is: `position` is the last ticket that it has looked at, `due` when it is set going again.

    Without `actions` it is for a rule that waits: tickets that are there already learn when it has to act on them.
    """

    PUBLIC = (
        "id", "view_id", "rule", "condition", "actions", "state", "examined", "changed", "unchanged", "failed",
        "failures", "author", "created_at", "updated_at", "version",
    )  # fmt: skip

    by_creation = ByCreation()
    listed = UnicodeAttribute(null=True)
    position = UnicodeAttribute(null=True)
    id = UnicodeAttribute()
    view_id = UnicodeAttribute(attr_name="view", null=True)
    rule = UnicodeAttribute(null=True)
    condition = JSONAttribute()
    actions = JSONAttribute(default=list)
    state = UnicodeAttribute()
    examined = NumberAttribute(default=0)
    changed = NumberAttribute(default=0)
    unchanged = NumberAttribute(default=0)
    failed = NumberAttribute(default=0)
    failures = JSONAttribute(default=list)
    author = UnicodeAttribute()
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"batch-jobs/{self.id}"


def batch_job_keys(tenant: str, job_id: str) -> tuple[str, str]:
    return key(tenant, "batch-job", job_id), "record"
