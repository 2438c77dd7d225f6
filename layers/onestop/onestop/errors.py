"""Every way a request can fail. The class name is the public `code` and the `ErrorEquals` of a saga.

OneStopError
├── BadRequest 400           MalformedBody · BadParameter · BadCursor
├── Unauthenticated 401      BadSignature
├── PaymentDeclined 402
├── Forbidden 403            MissingScope
├── NotFound 404
├── NotAllowed 405
├── Conflict 409             AlreadyTaken · PossibleDuplicate · RequestInProgress · WrongState · DocumentLocked ·
│                            OutOfStock · ProductUnavailable · ReservationOver · OrderCancelled · RiskRefused ·
│                            NotShippable · NotReturnable · OfferOver
├── VersionMismatch 412
├── TooLarge 413
├── UnsupportedMediaType 415
├── Invalid 422              IdempotencyKeyReused · PriceUnknown · CardDataRefused
├── PreconditionRequired 428
├── TooManyRequests 429      LockedOut
├── Unknown 500              UnknownEvent · TooOld
└── TryAgain 503             NeighbourUnavailable · OutcomeUnknown
                             the one family that a caller or a saga may retry as it is
"""

from collections.abc import Mapping, Sequence
from typing import Any


class OneStopError(Exception):
    """The root. `detail` is for people, `errors` point into the body, `facts` become members of the problem."""

    status = 500
    title = "Something went wrong"

    def __init__(self, detail: str = "", errors: Sequence[Mapping[str, str]] = (), **facts: Any) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.errors = list(errors)
        self.facts = facts

    @property
    def code(self) -> str:
        return type(self).__name__


class BadRequest(OneStopError):
    status, title = 400, "The request cannot be understood"


class MalformedBody(BadRequest):
    title = "The body is not what its content type promises"


class BadParameter(BadRequest):
    title = "A parameter is unknown or has a wrong value"


class BadCursor(BadRequest):
    title = "The cursor was not issued for this list"


class Unauthenticated(OneStopError):
    status, title = 401, "Who is asking is not known"


class BadSignature(Unauthenticated):
    title = "The signature is missing, too old or not ours"


class PaymentDeclined(OneStopError):
    status, title = 402, "The payment was declined"


class Forbidden(OneStopError):
    status, title = 403, "Not permitted"


class MissingScope(Forbidden):
    title = "The token lacks a scope that this needs"


class NotFound(OneStopError):
    status, title = 404, "There is no such thing"


class NotAllowed(OneStopError):
    status, title = 405, "This cannot be done here"


class Conflict(OneStopError):
    status, title = 409, "The request contradicts the present state"


class AlreadyTaken(Conflict):
    title = "Somebody else has this already"


class PossibleDuplicate(Conflict):
    title = "This looks like something that is here already"


class RequestInProgress(Conflict):
    title = "The same request is being worked on"


class WrongState(Conflict):
    title = "Not possible in the present state"


class DocumentLocked(Conflict):
    title = "An issued document is never changed"


class OutOfStock(Conflict):
    title = "There are not so many pieces"


class ProductUnavailable(Conflict):
    title = "This is not for sale"


class ReservationOver(Conflict):
    title = "The reservation has expired or was released"


class OrderCancelled(Conflict):
    title = "The order was cancelled"


class RiskRefused(Conflict):
    title = "The order was refused as too great a risk"


class NotShippable(Conflict):
    title = "This cannot be shipped, or no longer be cancelled"


class NotReturnable(Conflict):
    title = "This cannot be returned"


class OfferOver(Conflict):
    title = "This work is not offered to you, or not any more"


class VersionMismatch(OneStopError):
    status, title = 412, "The record was changed by somebody else"


class TooLarge(OneStopError):
    status, title = 413, "Too large"


class UnsupportedMediaType(OneStopError):
    status, title = 415, "The content type is not one that this takes"


class Invalid(OneStopError):
    status, title = 422, "Some values are not valid"


class IdempotencyKeyReused(Invalid):
    title = "This Idempotency-Key was used for another request"


class PriceUnknown(Invalid):
    title = "There is no price for this"


class CardDataRefused(Invalid):
    title = "Card data has no place here; send the token that the payment provider gave"


class PreconditionRequired(OneStopError):
    status, title = 428, "An If-Match header is needed"


class TooManyRequests(OneStopError):
    status, title = 429, "Too many requests"


class LockedOut(TooManyRequests):
    title = "Too many failed attempts"


class Unknown(OneStopError):
    title = "Not something that this understands"


class UnknownEvent(Unknown):
    title = "An event of an unknown type or version"


class TooOld(Unknown):
    title = "An event older than what is remembered of its like"


class TryAgain(OneStopError):
    status, title = 503, "Not now, but the same request may succeed in a moment"


class NeighbourUnavailable(TryAgain):
    title = "A part of the system that is needed for this cannot be reached now"


class OutcomeUnknown(TryAgain):
    title = "Whether it was done is not known yet; it is being asked"
