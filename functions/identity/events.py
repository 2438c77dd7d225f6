"""What this capability publishes. `data` is always the record, its changes and the customers it is about (none)."""

from onestop.events import Kind

TENANT_OPENED = Kind("TenantOpened")

MEMBER_JOINED = Kind("MemberJoined")
MEMBER_CHANGED = Kind("MemberChanged")
MEMBER_DISABLED = Kind("MemberDisabled")
MEMBER_ENABLED = Kind("MemberEnabled")

TOKEN_CREATED = Kind("TokenCreated")
TOKEN_REVOKED = Kind("TokenRevoked")

LOGIN_SUCCEEDED = Kind("LoginSucceeded")
LOGIN_FAILED = Kind("LoginFailed")
LOCKED_OUT = Kind("LockedOut")
LOGGED_OUT = Kind("LoggedOut")
TOKEN_REUSED = Kind("TokenReused")
PASSWORD_CHANGED = Kind("PasswordChanged")
MEMBER_INVITED = Kind("MemberInvited")

DOOR = (
    LOGIN_SUCCEEDED, LOGIN_FAILED, LOCKED_OUT, LOGGED_OUT, TOKEN_REUSED, PASSWORD_CHANGED, MEMBER_INVITED,
)  # fmt: skip

# The models, in `schemas`, of the records that they carry.
PUBLISHED: dict[Kind, str] = {
    TENANT_OPENED: "Tenant",
    **dict.fromkeys((MEMBER_JOINED, MEMBER_CHANGED, MEMBER_DISABLED, MEMBER_ENABLED), "Member"),
    **dict.fromkeys((TOKEN_CREATED, TOKEN_REVOKED), "Credential"),
    **dict.fromkeys(DOOR, "SecurityEvent"),
}
