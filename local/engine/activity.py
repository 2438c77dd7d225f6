"""Whether anything may have changed since it was last asked: an idle engine writes nothing to the disk."""

_READS = (b"Get", b"BatchGet", b"TransactGet", b"List", b"Describe", b"Query", b"Scan")


class Activity:
    """A count of what may have changed the state. It only grows; a race costs a needless checkpoint at most."""

    def __init__(self) -> None:
        self.count = 0

    def note(self) -> None:
        """Something changed."""
        self.count += 1

    def note_request(self, method: str, headers: dict[bytes, bytes]) -> None:
        """An AWS API call came; those that only read change nothing."""
        operation = headers.get(b"x-amz-target", b"").rpartition(b".")[2]
        if method not in ("GET", "HEAD", "OPTIONS") and not operation.startswith(_READS):
            self.note()


activity = Activity()
