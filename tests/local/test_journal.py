"""The journal's files: what was written is read again, wherever a kill cut them off."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local.engine.journal import segments
from local.engine.journal.segments import JournalDamaged, Place, Segment

RECORDS = st.lists(st.binary(min_size=1, max_size=200), max_size=8)


def stored(*records: bytes) -> bytes:
    return segments.MAGIC + b"".join(map(segments.encoded, records))


def a_segment(folder: Path, place: Place, *records: bytes) -> Place:
    segment = Segment(folder, place)
    segment.write(b"".join(map(segments.encoded, records)))
    return place


@given(RECORDS, st.integers(0, 5000))
def test_records_are_read_as_they_were_written_whatever_room_is_left(records: list[bytes], room: int) -> None:
    content = segments.decoded(stored(*records) + bytes(room))
    assert (content.records, content.torn) == (records, 0)


@given(RECORDS, st.binary(min_size=1, max_size=80))
def test_a_record_cut_off_at_any_byte_is_not_there_and_those_before_it_are(records: list[bytes], last: bytes) -> None:
    whole = stored(*records)
    for length in range(len(segments.encoded(last))):
        content = segments.decoded(whole + segments.encoded(last)[:length])
        assert (content.records, content.end) == (records, len(whole))


@given(RECORDS, st.binary(min_size=1, max_size=40), st.data())
def test_a_record_of_which_a_bit_is_wrong_is_not_there(records: list[bytes], last: bytes, data: st.DataObject) -> None:
    damaged = bytearray(segments.encoded(last))
    bit = data.draw(st.integers(0, len(damaged) * 8 - 1))
    damaged[bit // 8] ^= 1 << bit % 8
    assert segments.decoded(stored(*records) + damaged).records == records


@given(st.binary(max_size=100))
def test_any_other_file_is_no_segment_or_an_empty_one(data: bytes) -> None:
    try:
        assert segments.decoded(data).records == []
    except JournalDamaged:
        assert not segments.MAGIC.startswith(data)


def test_an_empty_record_is_refused_as_it_would_read_as_the_end() -> None:
    with pytest.raises(ValueError, match="at least one byte"):
        segments.encoded(b"")


def test_a_torn_end_is_cut_off_so_that_the_next_segment_may_follow(tmp_path) -> None:
    first = a_segment(tmp_path, Place(0, 0), b"one", b"two")
    torn = (tmp_path / first.name).read_bytes().replace(b"two", b"tw\0")
    (tmp_path / first.name).write_bytes(torn)
    assert [each.torn > 0 for each in segments.contents(tmp_path, [first])] == [True]
    second = a_segment(tmp_path, Place(0, 1), b"three")
    assert [each.records for each in segments.contents(tmp_path, [first, second])] == [[b"one"], [b"three"]]


@pytest.mark.parametrize("written", range(len(segments.MAGIC)))
def test_a_segment_that_was_just_begun_is_an_empty_one_and_others_may_follow(tmp_path: Path, written: int) -> None:
    begun, last = Place(0, 0), Place(0, 1)
    (tmp_path / begun.name).write_bytes(segments.MAGIC[:written] + bytes(1000))
    assert [content.records for content in segments.contents(tmp_path, [begun])] == [[]]
    a_segment(tmp_path, last, b"next")
    assert [content.records for content in segments.contents(tmp_path, [begun, last])] == [[], [b"next"]]


def test_a_damaged_record_that_others_follow_is_an_error_that_names_the_file(tmp_path) -> None:
    places = [a_segment(tmp_path, Place(0, part), b"acknowledged") for part in (0, 1)]
    first = tmp_path / places[0].name
    first.write_bytes(first.read_bytes().replace(b"know", b"KNOW"))
    with pytest.raises(JournalDamaged, match=f"{first}: the record at byte"):
        list(segments.contents(tmp_path, places))


def test_a_record_larger_than_a_segment_gets_a_segment_that_holds_it(tmp_path) -> None:
    large = bytes([1]) * (segments.SIZE + 1)
    segment = Segment(tmp_path, Place(0, 0), room=len(large) + 8)
    assert segment.holds(len(large) + 8)


def test_segments_are_read_in_the_order_in_which_they_were_written(tmp_path) -> None:
    places = [Place(2, 0), Place(1, 10), Place(1, 9)]
    for place in places:
        a_segment(tmp_path, place)
    assert segments.found(tmp_path) == sorted(places)
