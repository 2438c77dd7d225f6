"""What somebody asks about himself, and the password he sets."""

from typing import Any

from identity.api.door import app
from identity.service import own
from onestop.errors import Forbidden, LockedOut, RequestInProgress
from onestop.http import Answer, Call


@app.route("GET", "/me", returns="Me")
def get_me(call: Call) -> dict[str, Any]:
    """Who the token belongs to and what it may do."""
    return own.me(call.by)


# No Idempotency-Key where a password is in the body: the key keeps a fast hash of the body.
@app.route("POST", "/me/password", body="PasswordChange", status=204, once=False, errors=(LockedOut, RequestInProgress))
def change_password(call: Call) -> Answer:
    """Change the own password; all sessions and personal tokens end."""
    own.change_password(call.by, call.body.current.get_secret_value(), call.body.password.get_secret_value())
    return Answer(204)


@app.route("POST", "/invitations/redeem", body="Redemption", status=204, once=False, public=True,
           errors=(Forbidden,))  # fmt: skip
def redeem_invitation(call: Call) -> Answer:
    """Set a password with an invitation, which is good once."""
    own.redeem(call.by, call.body.invitation.get_secret_value(), call.body.password.get_secret_value())
    return Answer(204)
