"""What comes in and what goes out. Each model is loaded when it is needed: most requests need none or two."""

from onestop.later import later

__getattr__ = later(
    __name__,
    {
        "batch": "Batch BatchResult",
        "consent": "Consent NewConsent Permission PermissionQuery",
        "custom": "reading",
        "customer": "Customer CustomerPatch CustomerQuery MOST_FOLLOWERS NewCustomer RegisterQuery",
        "field": "CustomField FieldPatch NewField is_name",
        "known": "KnownCustomer SomebodyWriting",
        "link": "Link NewLink",
        "note": "NewNote Note NotePatch",
        "static_list": "CustomerList ListPatch Members Membership MembersResult NewList",
    },
)
