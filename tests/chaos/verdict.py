"""What has to hold afterwards, whatever happened."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from local import ledger, replaying
from tests.chaos.memory import Memory
from tests.chaos.scene import Scene
from tests.support.eventually import eventually

SETTLED_WITHIN = 600  # seconds; after a hundred kills there are thousands of events to replay
READ_MODELS = ("timeline", "audit")
Item = dict[str, Any]
Items = dict[tuple[str, str], Item]
Log = dict[tuple[str, int], Item]


def settle(scene: Scene) -> ledger.Ledger:
    """The ledger when all that was written is delivered and told, without a repair; AssertionError if it never is.

    A message in whose hands a consumer died five times is in the dead-letter queue, as it should be, whether or not it
    took effect. It is sent again from there, as whoever gets the alarm would do, and counted.
    """

    def balanced() -> ledger.Ledger:
        assert not (again := scene.redrive()), f"{again} messages had been given up"
        assert not (waiting := scene.waiting()), f"{waiting} events wait to be consumed"
        found = ledger.balance(scene.system)
        assert found.written == found.delivered, f"{found}; {found.missing[:5]}"
        with ledger.opened(scene.system) as book:
            assert not (untold := list(book.untold())), f"the timeline lacks {untold[:5]}"
        return found

    return eventually(balanced, within=SETTLED_WITHIN)


def complaints(scene: Scene, memory: Memory) -> Iterator[str]:
    """Everything that is wrong; nothing, if all is well."""
    yield from memory.failures
    log = _log(scene.items("audit"))
    yield from broken_promises(log, memory)
    yield from done_twice(log, memory)
    yield from unlike_their_log(log, scene.items("customers"))
    if failed := scene.waiting("InboxFailuresUrl") + scene.waiting("RelayFailuresUrl"):
        yield f"{failed} events were given up"
    for capability in READ_MODELS:
        yield from _rebuilt(scene, capability)


def _log(items: Items) -> Log:
    found: Log = {}
    for item in items.values():
        entry = {name: item[name]["S"] for name in ("id", "subject", "type", "changes")}
        found[item["subject"]["S"], int(item["sequence"]["N"])] = entry
    return found


def broken_promises(log: Log, memory: Memory) -> Iterator[str]:
    """What was acknowledged is there, as the version that the answer named."""
    for told in memory.told:
        entry = log.get((told.subject, told.version))
        if entry is None or entry["type"] != told.event or (told.word and told.word not in _words(entry)):
            yield f"acknowledged {told}, but the log has {entry}"


def done_twice(log: Log, memory: Memory) -> Iterator[str]:
    """A change that was asked for once, however often it was sent, is made once or not at all."""
    seen = Counter(word for entry in log.values() for word in _words(entry))
    for word, number in seen.items():
        if number > 1 or word not in memory.asked:
            yield f"{word} was asked for once and done {number} times"


def _words(entry: Item) -> set[str]:
    """The visitors' words that a change put into a record. One word is in several fields of the same change."""
    after = [change["after"] for change in json.loads(entry["changes"]).values() if entry["type"] in _CARRIERS]
    return {each for each in after if isinstance(each, str) and each.startswith("w") and "x" in each}


_CARRIERS = ("CustomerRegistered", "CustomerChanged", "NoteAdded")


def unlike_their_log(log: Log, items: Items) -> Iterator[str]:
    """Each record is what its changes, one after the other, make of it; and has a version for each of them."""
    versions: dict[str, dict[int, Item]] = defaultdict(dict)
    for (subject, sequence), entry in log.items():
        versions[subject][sequence] = entry
    for subject, entries in versions.items():
        if sorted(entries) != list(range(1, len(entries) + 1)):
            yield f"{subject} has the versions {sorted(entries)}"
    for item in (each for each in items.values() if each["type"]["S"] == "customer"):
        entries = versions[f"customers/{item['id']['S']}"]
        view = {name: c["after"] for n in sorted(entries) for name, c in json.loads(entries[n]["changes"]).items()}
        if view.get("company") != item["company"]["S"] or int(item["version"]["N"]) != len(entries):
            yield f"customer {item['id']['S']} is {item['company']}, version {item['version']}, but the log says {view}"


def _rebuilt(scene: Scene, capability: str) -> Iterator[str]:
    """A read model equals the one that a replay of all events makes, item by item."""
    before = comparable(scene.items(capability))
    scene.wipe(capability)
    replaying.replay(scene.system, capability)
    eventually(lambda: not scene.waiting() and len(scene.items(capability)) >= len(before), within=SETTLED_WITHIN)
    after = comparable(scene.items(capability))
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            yield f"{capability} {key}: {before.get(key)}, but rebuilt {after.get(key)}"


def comparable(items: Items) -> Items:
    """Without the moment at which a tombstone may go: it counts from when it was set."""
    return {
        key: {name: value for name, value in item.items() if not (name == "expires" and "purged" in item)}
        for key, item in items.items()
    }
