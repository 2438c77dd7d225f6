"""A capability's HTTP door: Chalice finds the view, this reads the request and shapes the answer."""

from collections.abc import Callable, Mapping
from time import perf_counter
from typing import Any

from chalice.app import Chalice, Response

from onestop.errors import NotAllowed, OneStopError
from onestop.http.answers import repeated, shaped, to_response
from onestop.http.problems import problem
from onestop.http.reading import read
from onestop.http.route import Route, View
from onestop.identity import correlation_of
from onestop.observe import concerning, logger, metrics, observed
from onestop.once import Replayed

CHALICE_NEEDS = ("multiValueQueryStringParameters", "pathParameters", "stageVariables", "body")
MODELS = frozenset({"body", "query", "returns", "besides"})


class Door:
    """The routes of one capability; called with an API Gateway event it is the Lambda handler."""

    def __init__(self, capability: str) -> None:
        self.capability = capability
        self.schemas = f"{capability}.schemas"
        self.routes: list[Route] = []
        self.chalice = Chalice(capability, configure_logs=False)
        self.chalice.log = logger
        self.handler = metrics.log_metrics(observed(self._answer))

    def __call__(self, event: dict[str, Any], context: Any) -> dict[str, Any]:
        """Whatever happens, there is an answer and one line about it in the log."""
        answer: dict[str, Any] = self.handler(event, context)
        return answer

    def route(self, method: str, path: str, **declared: Any) -> Callable[[View], View]:
        """Declare a route (`Route` names what can be said of it) for a view that takes a `Call`.

        The view returns the record, the body or an `Answer`; the first line of its docstring is the summary. Models are
        declared as `body`, `query`, `returns` and `besides`, by their names in the capability's `schemas`: what a
        request does not need is not loaded for it.
        """
        models = {name: declared[name] for name in MODELS & declared.keys()}
        rest = {name: value for name, value in declared.items() if name not in MODELS}

        def register(view: View) -> View:
            summary = (view.__doc__ or "").strip().split("\n")[0]
            route = Route(method, path, view.__name__, summary, self.schemas, models, **rest)
            self.routes.append(route)
            self.chalice.route(path, methods=[method], name=view.__name__, content_types=[])(self._serving(route, view))
            return view

        return register

    def _serving(self, route: Route, view: View) -> Callable[..., Response]:
        """What Chalice calls: read, do, shape; every error of ours becomes a problem document."""

        def serve(**_: str) -> Response:
            event = self.chalice.current_request.to_original_event()
            correlation = correlation_of(event)
            try:
                call = read(route, event, correlation)
                logger.append_keys(actor=call.by.actor)
                answer = shaped(route, call, view(call))
            except Replayed as replayed:
                answer = repeated(route, replayed.made)
            except OneStopError as error:
                logger.info("refused", code=error.code, status=error.status)
                answer = problem(error, correlation)
            return to_response(answer, correlation)

        return serve

    def _answer(self, event: dict[str, Any], context: Any) -> dict[str, Any]:
        started, correlation = perf_counter(), correlation_of(event)
        said = event["requestContext"].get("authorizer") or {}
        concerning(said.get("tenant"), correlation)
        complete = {**dict.fromkeys(CHALICE_NEEDS), **event, "headers": event.get("headers") or {}}
        answer: dict[str, Any] = self.chalice(complete, context)
        if answer["headers"].get("X-Correlation-Id") is None:  # it is Chalice's own: no route, or a fault of ours
            error = NotAllowed() if answer["statusCode"] == 405 else OneStopError()
            answer = to_response(problem(error, correlation), correlation).to_dict()
        _report(event["requestContext"], answer["statusCode"], round((perf_counter() - started) * 1000, 1))
        return answer


def _report(context: Mapping[str, Any], status: int, ms: float) -> None:
    """One line and two metrics for each request; the path in the log is the route's, it holds no data."""
    logger.info("request", method=context["httpMethod"], path=context["resourcePath"], status=status, ms=ms)
    metrics.add_metric("Requests", "Count", 1)
    metrics.add_metric("Duration", "Milliseconds", ms)
    if status >= 500:
        metrics.add_metric("Faults", "Count", 1)
