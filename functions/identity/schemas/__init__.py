"""What comes in and what goes out. Each model is loaded when it is needed: most requests need none or two."""

from onestop.later import later

__getattr__ = later(
    __name__,
    {
        "credentials": "Credential Issued NewCredential",
        "members": "AddMember Invitation Invited Me Member MemberPatch MemberQuery NewMember OpenTenant "
        "PasswordChange Person Redemption Tenant",
        "oauth": "AuthorizeQuery Discovery KeySet LoginForm Refusal RevokeForm TokenAnswer TokenForm",
        "security": "SecurityEvent",
    },
)
