"""What comes in and what goes out. Each model is loaded when it is needed: most requests need none or two."""

from onestop.later import later

__getattr__ = later(
    __name__,
    {
        "record": "Return ReturnQuery",
        "request": "NewReturn",
        "sale": "Returnable",
        "steps": "Inspection Receipt Refusal Withdrawal",
        "tasks": "BeginReturn EndReturn FailReturn",
        "terms": "NewReturnSettings ReturnSettings",
    },
)
