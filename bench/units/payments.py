"""The operations of payments, as a payment that goes through all of them. The sandbox's own books count as well."""

import json
from contextlib import suppress
from typing import Any

from bench.units.calling import resolved
from bench.units.stage import Stage
from onestop import clock
from onestop.errors import OutcomeUnknown
from payments.domain.signature import signed
from payments.provider import sandbox  # noqa: F401  whose calls are counted from the first one on
from tests.support.gateway import CONTEXT
from tests.support.tables import SECRET

CUSTOMER = "01J000000000000000000000C0"
SAGA, WEBHOOKS, SCHEDULES = (f"payments.{door}.handler" for door in ("saga", "webhooks", "schedules"))


def payments(stage: Stage) -> None:
    """Authorised, captured in two parts, given back; another one voided, a third one of unknown outcome."""
    clerk, payment = stage.browser("payments"), clock.new_id()
    _task(stage, "Authorise", payment, **_order(payment))
    _task(stage, "Capture", payment, capture=clock.new_id(), amount=_money(3000))
    _task(stage, "Reduce", payment, release=clock.new_id(), amount=_money(500))
    _task(stage, "Capture, and the rest is released", payment, capture=clock.new_id(), amount=_money(1500))
    _task(stage, "Refund", payment, refund=clock.new_id(), amount=_money(1000))
    path = f"/payments/{payment}"
    stage.ask("", clerk, "POST", f"{path}/refunds", {"amount": _money(100), "reason": "The parcel was late."})
    for name, where in (("", path), ("", f"{path}/moves"), ("page of 20", "/payments?limit=20"),
                        ("of an order", f"/payments?order={payment}"), ("in a state", "/payments?state=captured"),
                        ("of a customer", f"/payments?customer={CUSTOMER}")):  # fmt: skip
        stage.ask(name, clerk, "GET", where)
    _task(stage, "Void", authorised(stage))
    webhooks(stage)
    books(stage)


def webhooks(stage: Stage) -> None:
    """Two outcomes that nobody learnt: told by HTTP, and out of the sandbox's queue."""
    clerk, told = stage.browser("payments", tenant="", actor=""), _told(stage)
    headers = {name.replace("-", "_"): value for name, value in told["headers"].items()}
    stage.ask("", clerk, "POST", "/payments/webhooks/sandbox", told["body"], **headers)
    webhook(stage)


def webhook(stage: Stage) -> None:
    """One webhook out of the queue."""
    message = {"messageId": "m-1", "body": json.dumps(_told(stage))}
    stage.do("take 1 webhook", WEBHOOKS, {"Records": [message]})


def books(stage: Stage) -> None:
    """A day is compared, a difference is settled, the clock strikes."""
    clerk = stage.browser("payments")
    wrong = authorised(stage, script="capture=wrong")
    _quietly(stage, "Capture", wrong, capture=clock.new_id(), amount=_money(5000))
    made = stage.ask("", clerk, "POST", "/reconciliations", {"day": clock.timestamp()[:10]}).json
    stage.ask("", clerk, "GET", "/reconciliations")
    stage.ask("", clerk, "GET", f"/reconciliations/{made['id']}")
    found = stage.ask("", clerk, "GET", "/differences").json["data"][0]["id"]
    stage.ask("open", clerk, "GET", "/differences?state=open")
    stage.ask("", clerk, "GET", f"/differences/{found}")
    stage.ask("", clerk, "POST", f"/differences/{found}/settlement", {"note": "A typing error in their answer."})
    stage.do("task Sweep, nothing is due", SCHEDULES, {"task": "Sweep"})
    stage.do("task Reconcile, nothing was moved", SCHEDULES, {"task": "Reconcile"})


def _money(amount: int) -> dict[str, Any]:
    return {"amount": amount, "currency": "EUR"}


def authorised(stage: Stage, script: str = "ok") -> str:
    """A payment that a saga has asked for; its outcome is not known where the token says so."""
    order = clock.new_id()
    _quietly(stage, "Authorise", order, **_order(order, script))
    return order


def _order(order: str, script: str = "ok") -> dict[str, Any]:
    method = {"provider": "sandbox", "token": script}
    return {"order": order, "customer": CUSTOMER, "amount": _money(5000), "method": method}


def _task(stage: Stage, name: str, payment: str, **said: Any) -> None:
    """A step of a saga, which is counted; its task is the first word of `name`."""
    stage.do(f"task {name}", SAGA, event(stage, name.partition(",")[0], payment, **said))


def _quietly(stage: Stage, task: str, payment: str, **said: Any) -> None:
    """The same as a preparation."""
    with suppress(OutcomeUnknown):
        resolved(SAGA)(event(stage, task, payment, **said), CONTEXT)


def event(stage: Stage, task: str, payment: str, **said: Any) -> dict[str, Any]:
    step = {"name": "order", "id": payment, "step": task, "attempt": 0}
    return {"task": task, "tenant": stage.house.tenant, "input": {"payment": payment, **said}, "saga": step}


def _told(stage: Stage) -> dict[str, Any]:
    """What the provider would tell of an authorisation whose answer was lost."""
    payment = authorised(stage, script="authorise=timeout-after")
    data = {"reference": f"{stage.house.tenant}.{payment}.authorise.{payment}.1", "id": clock.new_id(), "state": "done",
            "amount": 5000, "currency": "EUR"}  # fmt: skip
    body = json.dumps({"type": "authorise.done", "data": data})
    headers = signed(SECRET, "msg_1", clock.now(), body.encode())
    return {"provider": "sandbox", "headers": headers, "body": body}
