"""The HTTP door: the contract of every API, implemented once."""

from onestop.http.answers import Answer, page
from onestop.http.door import Door
from onestop.http.paging import answer_of, part_of
from onestop.http.route import ANY_VERSION, Call, Route
from onestop.later import later

__all__ = ["ANY_VERSION", "Answer", "Call", "Door", "Route", "answer_of", "page", "part_of"]
# What works with models is loaded when somebody asks for it: pydantic is a quarter of a cold start.
__getattr__ = later(__name__, {"queries": "ListQuery Query", "checking": "modelled pointers"})
