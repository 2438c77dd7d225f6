"""The file that holds the state."""

import os
import pickle

import pytest

from local.engine import snapshot


def test_what_is_written_is_read_again(tmp_path) -> None:
    state = {"dynamodb": {("a", 1): {"text", b"bytes"}, "nested": [1.5, None]}}
    snapshot.write(tmp_path, state)
    assert snapshot.read(tmp_path) == state


def test_a_new_folder_holds_nothing(tmp_path) -> None:
    assert snapshot.read(tmp_path) == {}


def test_a_state_that_cannot_be_saved_leaves_the_last_one(tmp_path) -> None:
    snapshot.write(tmp_path, {"good": 1})
    with pytest.raises((pickle.PicklingError, AttributeError)):
        snapshot.write(tmp_path, {"bad": lambda: None})
    assert snapshot.read(tmp_path) == {"good": 1}


def test_a_file_that_would_run_code_is_refused(tmp_path) -> None:
    class Attack:
        def __reduce__(self) -> tuple:
            return os.system, ("touch attacked",)

    snapshot.write(tmp_path, {"harmless": Attack()})
    with pytest.raises(pickle.UnpicklingError, match="has no place in a snapshot"):
        snapshot.read(tmp_path)
