"""The companies outside that move money, each behind the same port."""

from importlib import import_module

from onestop.errors import Invalid
from payments.provider.port import Provider

PROVIDERS = {"sandbox": "payments.provider.sandbox"}  # name -> module that has a `Provider` of the name `provider`


def named(name: str) -> Provider:
    """The provider of a name, imported when it is needed; `Invalid` where there is none."""
    if name not in PROVIDERS:
        raise Invalid(f"There is no payment provider {name}.")
    found: Provider = import_module(PROVIDERS[name]).provider
    return found
