"""JSON Web Tokens: PyJWT, loaded when the first token comes, without certificates and its client for key sets."""

from importlib import import_module
from typing import Any

from onestop.later import Later


def _client(*said: Any, **more: Any) -> Any:
    """What PyJWT has as its client for key sets; the real one, for those who call it."""
    return import_module("jwt.jwks_client").PyJWKClient(*said, **more)


UNUSED = {"cryptography.x509": {}, "jwt.jwks_client": {"PyJWKClient": _client}}

jwt: Any = Later("jwt", UNUSED)
algorithms: Any = Later("jwt.algorithms", UNUSED)
utils: Any = Later("jwt.utils", UNUSED)
