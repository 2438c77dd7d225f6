"""The HTTP door: the contract of every API, implemented once.

Each name is loaded when it is taken: pydantic is a quarter of a cold start and Chalice a tenth, and a task that checks
what it is given has no use for Chalice, as a look at a record has none for pydantic.
"""

from onestop.later import later

__getattr__ = later(
    __name__,
    {
        "answers": "Answer page",
        "checking": "modelled pointers",
        "door": "Door",
        "paging": "answer_of part_of",
        "queries": "ListQuery Query",
        "route": "ANY_VERSION Call Route",
    },
)
