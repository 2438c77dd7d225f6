"""Where an order goes, and who pays for it."""

from onestop.models import Country, Model, Name, Short


class PostalAddress(Model):
    """A postal address; `country` is ISO 3166-1 alpha-2."""

    name: Name | None = None
    street: Short | None = None
    city: Short | None = None
    region: Short | None = None
    postal_code: Short | None = None
    country: Country | None = None
