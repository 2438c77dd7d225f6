"""An index is a line of a table's base."""

from onestop.indexes import KEYS, index


def test_an_index_is_named_and_ordered_as_the_template_has_it() -> None:
    by_state = index("by-state", "in_state", "updated_key", KEYS)
    assert (by_state.__name__, by_state.Meta.index_name, by_state.Meta.projection) == ("ByState", "by-state", KEYS)
    assert (by_state.in_state.attr_name, by_state.in_state.is_hash_key) == ("inState", True)
    assert (by_state.updated_key.attr_name, by_state.updated_key.is_range_key) == ("updatedKey", True)
