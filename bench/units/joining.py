"""What hangs on a ticket, and what joins one to others: files, links, merges, viewers; and forms on the web."""

import os
from typing import Any

import boto3

from bench.units.stage import Stage
from bench.units.tickets import asked, consumed
from tests.support.answering import answering
from tests.support.gateway import Browser

PHOTO = {"name": "破损.jpg", "contentType": "image/jpeg", "size": 5}
FORM = {"name": "Help", "texts": {"en": {"title": "Ask us"}, "zh-CN": {"title": "联系我们"}}}
SAID = {"name": "林小梅", "email": "mei@example.org", "subject": "包裹", "description": "在哪里？"}
CUSTOMER = "01J000000000000000000000CC"


def joining(stage: Stage) -> None:
    """Tickets that belong together, and what lies beside them."""
    agent = stage.browser("tickets")
    one, other, third = (agent.post("/tickets", asked()).json["id"] for _ in range(3))
    _files(stage, agent, one)
    stage.ask("", agent, "POST", f"/tickets/{one}/links", {"kind": "incident", "other": other})
    stage.ask("", agent, "GET", f"/tickets/{one}/links")
    agent.patch(f"/tickets/{one}", {"status": "solved"})
    consumed(stage, "TicketResolved", f"tickets/{one}")
    stage.ask("", agent, "DELETE", f"/tickets/{one}/links/{other}")
    stage.ask("", agent, "PUT", f"/tickets/{third}/viewers", {"doing": "typing"})
    stage.ask("", agent, "GET", f"/tickets/{third}/viewers")
    comment = agent.post(f"/tickets/{third}/comments", {"body": "And another thing", "public": True}).json["id"]
    new = stage.ask("", agent, "POST", f"/tickets/{third}/splits", {"comments": [comment]}).json["id"]
    merge = stage.ask("", agent, "POST", f"/tickets/{new}/merges", {"into": third}).json["id"]
    stage.ask("", agent, "GET", f"/tickets/{third}/merges")
    stage.ask("", agent, "DELETE", f"/tickets/{third}/merges/{merge}")


def _files(stage: Stage, agent: Browser, ticket: str) -> None:
    s3, bucket = boto3.client("s3"), os.environ["ATTACHMENTS_BUCKET"]
    s3.create_bucket(Bucket=bucket)
    file = stage.ask("", agent, "POST", f"/tickets/{ticket}/attachments", PHOTO).json["id"]
    s3.put_object(Bucket=bucket, Key=f"{stage.house.tenant}/{ticket}/{file}", Body=b"photo")
    stage.ask("", agent, "POST", f"/tickets/{ticket}/attachments/{file}/completion")
    stage.ask("", agent, "GET", f"/tickets/{ticket}/attachments")
    stage.ask("", agent, "GET", f"/tickets/{ticket}/attachments/{file}")
    stage.ask("", agent, "DELETE", f"/tickets/{ticket}/attachments/{file}")


def web_forms(stage: Stage) -> None:
    """Asking without an account. Who it is, customers is asked elsewhere: task Recognise."""
    lead = stage.browser("tickets")
    form: dict[str, Any] = stage.ask("", lead, "POST", "/web-forms", FORM).json
    stage.ask("", lead, "GET", "/web-forms")
    stage.ask("", lead, "GET", f"/web-forms/{form['id']}")
    stage.ask("", lead, "PUT", f"/web-forms/{form['id']}", {**FORM, "tags": ["web"]})
    stage.ask("", lead, "GET", f"/public/forms/{form['key']}")
    before = os.environ.get("AWS_ENDPOINT_URL_LAMBDA")
    with answering(lambda _: (200, {"customer": CUSTOMER, "new": False})) as customers:
        os.environ["AWS_ENDPOINT_URL_LAMBDA"] = customers.url
        try:
            stage.ask("", lead, "POST", f"/public/forms/{form['key']}", SAID)
        finally:
            os.environ.pop("AWS_ENDPOINT_URL_LAMBDA")
            if before:
                os.environ["AWS_ENDPOINT_URL_LAMBDA"] = before
