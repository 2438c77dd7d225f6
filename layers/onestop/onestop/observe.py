"""The one logger and the one set of metrics of a process. Log ids and outcomes, never what a customer said.

Every line carries the capability (as `service`), the tenant and the correlation. Where there is none, because nobody
has been identified yet or because several are meant at once, it carries NOBODY, so that a line without them is a fault.
"""

import os
from collections.abc import Callable
from functools import wraps
from traceback import format_tb
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.logging.formatter import LambdaPowertoolsFormatter

from onestop.errors import OneStopError

SERVICE = os.environ.get("POWERTOOLS_SERVICE_NAME", "onestop")
NOBODY = "-"
Handler = Callable[[Any, Any], Any]


class Fault(Exception):
    """Something of ours failed. The message is the class of what was raised; where that happened is in the log."""


class Discreet(LambdaPowertoolsFormatter):
    """Shows where an exception came from and its class, not its message, which may quote what a customer wrote."""

    def formatException(self, ei: Any) -> str:  # noqa: N802  the name that `logging` looks for
        """The stacks of an exception and of what led to it, the outermost first; each once, were it its own cause."""
        failure, told, seen = ei[1], [], set()
        while failure is not None and id(failure) not in seen:
            seen.add(id(failure))
            told += [type(failure).__qualname__, *format_tb(failure.__traceback__)]
            failure = failure.__cause__ or (None if failure.__suppress_context__ else failure.__context__)
        return "\n".join(each.rstrip() for each in told)


logger = Logger(
    service=SERVICE, tenant=NOBODY, correlation=NOBODY, logger_formatter=Discreet(serialize_stacktrace=False)
)
metrics = Metrics(namespace="OneStop", service=SERVICE)


def concerning(tenant: str | None = None, correlation: str | None = None) -> None:
    """From here on, lines are about this tenant and this correlation; about nobody in particular without them."""
    logger.append_keys(tenant=tenant or NOBODY, correlation=correlation or NOBODY)


def observed(handler: Handler) -> Handler:
    """A Lambda handler whose lines begin anew with each call.

    Lambda writes the message of an exception into the log by itself. So what leaves here has none that could quote
    anybody: an error of ours keeps its class, by which a saga knows it, and its title; everything else is a `Fault`.
    """

    @logger.inject_lambda_context(clear_state=True)
    @wraps(handler)
    def call(event: Any, context: Any) -> Any:
        concerning()
        try:
            return handler(event, context)
        except OneStopError as error:
            logger.info("refused", code=error.code, status=error.status)
            raise type(error)() from None
        except Exception as failure:
            logger.exception("fault")
            raise Fault(type(failure).__name__) from None

    return call
