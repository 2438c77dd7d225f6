"""What tasks are asked."""

from onestop.models import Model, Ulid


class KnownCustomer(Model):
    """Is there such a customer?"""

    customer: Ulid
