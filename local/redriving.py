"""From a dead-letter queue back to the inbox it came from; the same three calls work on AWS and on every engine."""

from typing import Any

from local.system import NotThere, System

_AT_ONCE = 10  # what SQS gives and takes in one call


class NotMoved(Exception):
    """SQS refused some messages; they are still in the dead-letter queue."""


def redrive(system: System, capability: str) -> int:
    """Move what is in the dead-letter queues now; returns how many. Raises NotThere and NotMoved."""
    return sum(_redriven(system.client("sqs"), source, target) for source, target in _queues(system, capability))


def _queues(system: System, capability: str) -> list[tuple[str, str]]:
    """The dead-letter queues of a capability, each with the queue that its messages failed in."""
    known = system.outputs_of(capability)
    named = ((url, known.get(f"{name.removesuffix('FailuresUrl')}Url")) for name, url in known.items()
             if name.endswith("FailuresUrl"))  # fmt: skip
    found = [(source, target) for source, target in named if target]
    if not found:
        raise NotThere(f"{capability} has no inbox.")
    return found


def _redriven(sqs: Any, source: str, target: str) -> int:
    moved, waiting = 0, depth(sqs, source)
    # Not until it is empty: what fails again comes back, and would be moved for ever.
    while moved < waiting and (messages := _some(sqs, source)):
        _move(sqs, messages, source, target)
        moved += len(messages)
    return moved


def depth(sqs: Any, queue: str) -> int:
    """How many messages wait in a queue, approximately."""
    name = "ApproximateNumberOfMessages"
    return int(sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=[name])["Attributes"][name])


def _some(sqs: Any, queue: str) -> list[dict[str, Any]]:
    found = sqs.receive_message(
        QueueUrl=queue, MaxNumberOfMessages=_AT_ONCE, WaitTimeSeconds=1, AttributeNames=["MessageGroupId"]
    )
    return list(found.get("Messages", ()))


def _move(sqs: Any, messages: list[dict[str, Any]], source: str, target: str) -> None:
    """Sent first, removed after: an interruption may leave a message in both, never in none."""
    bodies = [
        {"Id": str(number), "MessageBody": each["Body"], **_in_line(each)} for number, each in enumerate(messages)
    ]
    _require(sqs.send_message_batch(QueueUrl=target, Entries=bodies))
    handles = [{"Id": str(number), "ReceiptHandle": each["ReceiptHandle"]} for number, each in enumerate(messages)]
    _require(sqs.delete_message_batch(QueueUrl=source, Entries=handles))


def _in_line(message: dict[str, Any]) -> dict[str, str]:
    """What a FIFO queue wants to know besides: the group as before, and an id by which it is a message of its own."""
    group = message.get("Attributes", {}).get("MessageGroupId")
    return {"MessageGroupId": group, "MessageDeduplicationId": f"again-{message['MessageId']}"} if group else {}


def _require(answer: dict[str, Any]) -> None:
    if answer.get("Failed"):
        raise NotMoved(f"SQS refused {len(answer['Failed'])} messages: {answer['Failed'][0].get('Message', '')}")
