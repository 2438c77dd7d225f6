"""All that a Lambda's log would hold: what our logger writes, what libraries warn of, and what anybody prints."""

import io
import json
import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from typing import Any

from onestop.observe import logger


@dataclass
class Heard:
    """A log, to be read when it is over."""

    buffer: io.StringIO = field(default_factory=io.StringIO)

    @property
    def text(self) -> str:
        return self.buffer.getvalue()

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The structured lines; measurements, which CloudWatch takes out of the log, are none."""
        said = [json.loads(line) for line in self.text.splitlines() if line.strip()]
        return [each for each in said if "_aws" not in each]

    def quotes(self, *words: str) -> list[str]:
        """Those of the words that are in the log, as text or as JSON writes them."""
        return [word for word in words if word in self.text or json.dumps(word)[1:-1] in self.text]


@contextmanager
def listening() -> Iterator[Heard]:
    """Take down everything, libraries from level WARNING on, as Lambda does."""
    heard = Heard()
    with ExitStack() as stack:
        stack.enter_context(redirect_stdout(heard.buffer))
        stack.enter_context(redirect_stderr(heard.buffer))
        stack.enter_context(_into(heard.buffer))
        yield heard


@contextmanager
def _into(buffer: io.StringIO) -> Iterator[None]:
    ours = [handler for handler in logger.handlers if isinstance(handler, logging.StreamHandler)]
    before = [handler.setStream(buffer) for handler in ours]
    of_libraries = logging.StreamHandler(buffer)
    of_libraries.setLevel(logging.WARNING)
    of_libraries.addFilter(lambda record: record.name != logger.name)  # as Powertools does with Lambda's own handler
    logging.getLogger().addHandler(of_libraries)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(of_libraries)
        for handler, stream in zip(ours, before, strict=True):
            handler.setStream(stream)
