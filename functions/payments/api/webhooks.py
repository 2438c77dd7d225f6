"""What providers tell by themselves. The signature is the credential."""

from onestop.errors import BadSignature, NotFound, OutcomeUnknown
from onestop.http import Call
from payments.api.door import app
from payments.service import hearing


@app.route("POST", "/payments/webhooks/{provider}", public=True, raw=True, once=False, body="Webhook",
           returns="Received", errors=(BadSignature, NotFound, OutcomeUnknown))  # fmt: skip
def hear_provider(call: Call) -> dict[str, str]:
    """Take a webhook of a payment provider (Standard Webhooks); the same one again changes nothing."""
    outcome = hearing.hear(call.path["provider"], call.headers, call.body, call.by.correlation)
    return {"outcome": outcome}
