"""The HTTP door: the contract of every API, implemented once."""

from onestop.http.answers import Answer, page
from onestop.http.door import Door
from onestop.http.paging import ListQuery, answer_of, part_of
from onestop.http.route import ANY_VERSION, Call, Query, Route

__all__ = [
    "ANY_VERSION",
    "Answer",
    "Call",
    "Door",
    "ListQuery",
    "Query",
    "Route",
    "answer_of",
    "page",
    "part_of",
]
