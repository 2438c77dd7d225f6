"""Who writes into the journal: nobody is told of a change before it is on the disk."""

import asyncio
import marshal
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from local.engine.journal import segments
from local.engine.journal.log import Journal
from local.engine.journal.segments import Place
from local.engine.journal.writer import NotDurable


def opened(folder: Path, failures: list[OSError] | None = None) -> Journal:
    folder.mkdir(exist_ok=True)
    journal = Journal()
    journal.open(folder, Place(0, -1), (failures if failures is not None else []).append)
    return journal


def on_disk(journal: Journal, folder: Path) -> list[list[tuple]]:
    """The entries of each record, once all are on the disk."""
    asyncio.run(journal.on_disk())
    read = [segments.decoded((folder / place.name).read_bytes()).records for place in segments.found(folder)]
    return [marshal.loads(record) for records in read for record in records]


def test_what_was_noted_together_is_one_record(tmp_path) -> None:
    journal = opened(tmp_path)
    with journal:
        journal.note("a", 1)
        journal.note("b", 2)
    journal.note("c", 3)
    assert on_disk(journal, tmp_path) == [[("a", 1), ("b", 2)], [("c", 3)]]


def test_an_error_in_the_middle_keeps_what_was_changed_until_then(tmp_path) -> None:
    journal = opened(tmp_path)
    with suppress(KeyError), journal:
        journal.note("changed", 1)
        raise KeyError
    assert on_disk(journal, tmp_path) == [[("changed", 1)]]


def test_notes_of_many_threads_are_all_there_each_thread_in_its_order(tmp_path) -> None:
    journal = opened(tmp_path)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda who: [journal.note(who, n) for n in range(200)], "abcdefgh"))
    entries = [entry for record in on_disk(journal, tmp_path) for entry in record]
    assert all([n for who, n in entries if who == each] == list(range(200)) for each in "abcdefgh")


def test_a_new_epoch_begins_a_new_segment_and_the_old_ones_can_go(tmp_path) -> None:
    journal = opened(tmp_path)
    journal.note("before")
    epoch = journal.begin_epoch()
    journal.note("after")
    assert on_disk(journal, tmp_path) == [[("before",)], [("after",)]]
    journal.forget_before(epoch)
    assert on_disk(journal, tmp_path) == [[("after",)]]


def test_a_full_segment_is_followed_by_another(tmp_path) -> None:
    journal = opened(tmp_path)
    for number in range(5):
        journal.note(str(number), bytes(segments.SIZE // 2))
    assert [entry[0] for [entry] in on_disk(journal, tmp_path)] == [str(n) for n in range(5)]
    assert len(segments.found(tmp_path)) > 1


def test_a_disk_that_refuses_is_told_to_everybody_who_waits(tmp_path) -> None:
    failures: list[OSError] = []
    journal = opened(tmp_path / "gone", failures)
    shutil.rmtree(tmp_path / "gone")
    journal.note("lost", bytes(2 * segments.SIZE))
    with pytest.raises(NotDurable, match="No such file or directory"):
        asyncio.run(journal.on_disk())
    assert len(failures) == 1
