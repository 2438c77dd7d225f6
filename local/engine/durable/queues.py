"""SQS: messages that came, that somebody holds, and that are gone."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from ministack.services import lambda_svc, s3, sns, sqs

from local.engine.durable.borrowing import borrowed, replaced
from local.engine.journal.log import journal

Queue = dict[str, Any]
Message = dict[str, Any]
Services = dict[str, Any]

# Beside the queues in the saved state, while the journal is read: their messages.
_CONTENTS = "contents"
_HELD = ("id", "receipt_handle", "visible_at", "receive_count", "first_receive_at")

_ministack_saves = sqs.get_state
_ministack_restores = sqs.load_persisted_state


class Contents:
    """The messages of one queue in their order, and who of them has which receipt."""

    def __init__(self, queue: Queue | None) -> None:
        self.messages: dict[str, Message] = {}
        self.receipts: dict[str, str] = {}
        # All that came in an order since the checkpoint, also what is gone.
        self.ordered: list[Message] = []
        for message in queue["messages"] if queue else []:
            self.messages[message["id"]] = message
            self.receipts[message.get("receipt_handle") or ""] = message["id"]

    def add(self, messages: list[Message]) -> None:
        self.messages.update((message["id"], message) for message in messages)
        self.ordered += [message for message in messages if message.get("seq")]


def apply() -> None:
    """Note what happens to messages, whoever sends and receives them."""
    sqs._act_send_message = sqs._HANDLERS["SendMessage"] = _noting_sent(sqs._act_send_message, _addressed)
    sns._deliver_to_sqs = _noting_sent(sns._deliver_to_sqs, _named)
    s3._deliver_event_to_sqs = _noting_sent(s3._deliver_event_to_sqs, _named)
    lambda_svc._route_async_failure = _noting_sent(lambda_svc._route_async_failure, _named)
    sqs._collect_msgs = _noting_held(sqs._collect_msgs)
    sqs._dlq_sweep = _noting_moved(sqs._dlq_sweep)
    sqs._receive_messages_for_esm = _in_order(sqs._receive_messages_for_esm)
    sqs._delete_messages_for_esm = _noting_deleted(sqs._delete_messages_for_esm, lambda url, receipts: (url, receipts))
    sqs._HANDLERS["DeleteMessage"] = _noting_deleted(sqs._HANDLERS["DeleteMessage"], _one_receipt)
    sqs._HANDLERS["DeleteMessageBatch"] = _noting_deleted(sqs._HANDLERS["DeleteMessageBatch"], _receipts)
    sqs._HANDLERS["PurgeQueue"] = _noting_purge(sqs._HANDLERS["PurgeQueue"])
    sqs.load_persisted_state = _restore


@contextmanager
def sending(queue: Queue | None) -> Iterator[None]:
    """Note the messages that are put into the queue meanwhile."""
    with journal:
        before = len(queue["messages"]) if queue else 0
        yield
        if queue and (new := queue["messages"][before:]):
            journal.note("sent", _arn(queue), new)


def definitions() -> dict[str, Any]:
    """MiniStack's state of the queues without their messages."""
    state = borrowed(_ministack_saves)
    return {**state, "queues": replaced(state["queues"], messages=[])}


def _noting_sent(send: Callable[..., Any], find: Callable[..., Queue | None]) -> Callable[..., Any]:
    def send_and_note(*arguments: Any, **details: Any) -> Any:
        queue = find(*arguments)
        # Somewhere else than a queue, a delivery may take its time or come back here: not under the journal's lock.
        if queue is None:
            return send(*arguments, **details)
        with sending(queue):
            return send(*arguments, **details)

    return send_and_note


def _addressed(data: dict[str, Any], url: str) -> Queue:
    return sqs._get_q(data.get("QueueUrl", url))


def _named(arn: str, *_details: Any) -> Queue | None:
    return sqs._queue_by_arn(arn) if ":sqs:" in arn else None


def _noting_held(collect: Callable[..., list[Message]]) -> Callable[..., list[Message]]:
    def collect_and_note(queue: Queue, *limits: Any) -> list[Message]:
        with journal:
            messages = collect(queue, *limits)
            if messages:
                held = [tuple(message[name] for name in _HELD) for message in messages]
                journal.note("held", _arn(queue), held)
            return messages

    return collect_and_note


def _noting_moved(sweep: Callable[[Queue], None]) -> Callable[[Queue], None]:
    def sweep_and_note(queue: Queue) -> None:
        with journal:
            before = queue["messages"]
            dead = sqs._queue_by_arn(_dead_letter_arn(queue))
            with sending(dead):
                sweep(queue)
            if len(queue["messages"]) < len(before):
                left = {message["id"] for message in queue["messages"]}
                gone = [message["id"] for message in before if message["id"] not in left]
                journal.note("moved", _arn(queue), gone)

    return sweep_and_note


def _dead_letter_arn(queue: Queue) -> str:
    policy = queue["attributes"].get("RedrivePolicy")
    return json.loads(policy).get("deadLetterTargetArn", "") if policy else ""


def _in_order(run: Callable[..., Any]) -> Callable[..., Any]:
    """MiniStack's own lock is taken inside ours, here as everywhere."""

    def run_in_order(*arguments: Any) -> Any:
        with journal:
            return run(*arguments)

    return run_in_order


def _noting_deleted(
    delete: Callable[[Any, Any], Any], what: Callable[[Any, Any], tuple[str, Any]]
) -> Callable[[Any, Any], Any]:
    def delete_and_note(*arguments: Any) -> Any:
        with journal:
            answer = delete(*arguments)
            url, receipts = what(*arguments)
            journal.note("deleted", _arn(sqs._get_q(url)), list(receipts))
            return answer

    return delete_and_note


def _one_receipt(data: dict[str, Any], url: str) -> tuple[str, list[str]]:
    return data.get("QueueUrl", url), [data["ReceiptHandle"]]


def _receipts(data: dict[str, Any], url: str) -> tuple[str, list[str]]:
    return data.get("QueueUrl", url), [entry.get("ReceiptHandle", "") for entry in data["Entries"]]


def _noting_purge(purge: Callable[..., Any]) -> Callable[..., Any]:
    def purge_and_note(data: dict[str, Any], url: str) -> Any:
        with journal:
            journal.note("purged", _arn(_addressed(data, url)))
            return purge(data, url)

    return purge_and_note


def _arn(queue: Queue) -> str:
    return queue["attributes"]["QueueArn"]


def _replay_sent(services: Services, arn: str, messages: list[Message]) -> None:
    _contents(services, arn).add(messages)


def _replay_held(services: Services, arn: str, held: list[tuple]) -> None:
    contents = _contents(services, arn)
    for message in held:
        if found := contents.messages.get(message[0]):
            found.update(zip(_HELD, message, strict=True))
            contents.receipts[found["receipt_handle"]] = found["id"]


def _replay_deleted(services: Services, arn: str, receipts: list[str]) -> None:
    contents = _contents(services, arn)
    _replay_moved(services, arn, [contents.receipts.pop(receipt, None) for receipt in receipts])


def _replay_moved(services: Services, arn: str, ids: list[str | None]) -> None:
    messages = _contents(services, arn).messages
    for each in ids:
        messages.pop(each, None)


def _replay_purged(services: Services, arn: str) -> None:
    _contents(services, arn).messages.clear()


REPLAYS = {
    "sent": _replay_sent,
    "held": _replay_held,
    "deleted": _replay_deleted,
    "moved": _replay_moved,
    "purged": _replay_purged,
}


def _contents(services: Services, arn: str) -> Contents:
    found = unpack(services.setdefault("sqs", {}))
    if arn not in found:
        found[arn] = Contents(None)
    return found[arn]


def unpack(data: dict[str, Any]) -> dict[str, Contents]:
    """The messages of each queue by its ARN, taken out of the saved state at the first call."""
    if _CONTENTS not in data:
        queues = data["queues"].all_values() if "queues" in data else []
        data[_CONTENTS] = {_arn(queue): Contents(queue) for queue in queues}
    return data[_CONTENTS]


def _restore(data: dict[str, Any]) -> None:
    """Whoever had received a message is gone: it is visible again. A delayed message keeps its delay."""
    contents = unpack(data)
    _ministack_restores(data)
    now = time.time()
    for queue in sqs._queues.all_values():
        if found := contents.get(_arn(queue)):
            queue["messages"] = [each for each in found.messages.values() if _belongs(each, queue)]
            _restore_order(queue, found.ordered, now)
        for message in queue["messages"]:
            if message.get("receive_count"):
                message["visible_at"] = min(message["visible_at"], now)


def _belongs(message: Message, queue: Queue) -> bool:
    """Whether it was not sent to an earlier queue of the same name; one that came from another queue may be older."""
    moved = "DeadLetterQueueSourceArn" in message.get("sys", {})
    return moved or message["sent_at"] >= float(queue["attributes"].get("CreatedTimestamp", 0))


def _restore_order(queue: Queue, messages: list[Message], now: float) -> None:
    """A FIFO queue counts on where it was, and knows what it was sent within its window."""
    for message in messages:
        queue["fifo_seq"] = max(queue["fifo_seq"], int(message["seq"]))
        expires = message["sent_at"] + sqs._DEDUP_WINDOW_S
        if message.get("dedup_cache_key") and expires > now:
            queue["dedup_cache"][message["dedup_cache_key"]] = {
                "expire": expires,
                "id": message["id"],
                "md5": message["md5_body"],
                "md5a": message["md5_attrs"],
                "seq": message["seq"],
            }
