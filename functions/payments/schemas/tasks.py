"""What sagas ask for. A payment has the id of its order; each operation that of what caused it."""

from onestop.models import Model, Ulid
from payments.schemas.fields import Method, Sum


class Authorise(Model):
    """Set the total of an order aside. No method is needed where nothing is to be paid."""

    payment: Ulid
    order: Ulid
    customer: Ulid
    amount: Sum
    method: Method | None = None


class Void(Model):
    """Set free what was set aside, or refuse what has not come yet."""

    payment: Ulid


class Capture(Model):
    """Take a shipment's part of what was set aside."""

    payment: Ulid
    capture: Ulid
    amount: Sum


class Reduce(Model):
    """A cancellation: so much less is going to be captured."""

    payment: Ulid
    release: Ulid
    amount: Sum


class Refund(Model):
    """Give a return's money back."""

    payment: Ulid
    refund: Ulid
    amount: Sum
