"""The same actions for many tickets."""

from typing import Any

from onestop.errors import RequestInProgress, WrongState
from onestop.http import Call, answer_of, part_of
from tickets.api.door import LEAD, READ, WRITE, app
from tickets.service import batch_actions, batch_jobs

JOBS, JOB = "/batch-jobs", "/batch-jobs/{jobId}"


@app.route("POST", "/tickets/batch-actions", scope=WRITE, body="BatchActions", returns="BatchActionResults", status=207)
def batch_tickets(call: Call) -> dict[str, Any]:
    """Do the same to up to 100 tickets; each has a result of its own. Those of others are for those who lead."""
    return batch_actions.perform(call.by, call.body, call.once)


@app.route("POST", JOBS, scope=LEAD, body="NewBatchJob", returns="BatchJob", status=202, location=JOBS + "/{id}")
def start_batch_job(call: Call) -> dict[str, Any]:
    """Start doing something to all tickets of a view, or for which a condition holds."""
    return batch_jobs.start(call.by, call.body, call.once)


@app.route("GET", JOBS, scope=READ, query="ListQuery", returns="BatchJob", many=True)
def list_batch_jobs(call: Call) -> dict[str, Any]:
    """List the jobs of the last 90 days, the latest first."""
    return answer_of(call, batch_jobs.listed(call.by, part_of(call, newest_first=True)))


@app.route("GET", JOB, scope=READ, returns="BatchJob")
def get_batch_job(call: Call) -> dict[str, Any]:
    """Get one job, and how far it is."""
    view: dict[str, Any] = batch_jobs.seen(call.by, call.path["jobId"]).view()
    return view


@app.route("POST", JOB + "/cancellation", scope=LEAD, once=False, returns="BatchJob",
           errors=(RequestInProgress, WrongState))  # fmt: skip
def cancel_batch_job(call: Call) -> dict[str, Any]:
    """Let a job end before its end; what it has done stays done."""
    return batch_jobs.cancel(call.by, call.path["jobId"])
