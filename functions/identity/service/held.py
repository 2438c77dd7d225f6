"""Credentials as they are shown to us: found by the ids in them, and good or not."""

from typing import Any

from identity import table
from identity.domain.secrets import Presented
from onestop import tables

TOKEN, KEY, SERVICE = "token", "api-key", "client"


def find(tenant: str, kind: str, credential_id: str, *, consistent: bool = False) -> Any:
    """A credential, revoked or not, or None: 1 call, 0.5 read units."""
    pk = table.credential_pk(tenant, kind, credential_id)
    return tables.get(table.Credential, pk, "record", consistent=consistent)


def is_good(row: table.Credential | None, shown: Presented) -> bool:
    """Whether a credential is the one that was shown, and neither revoked nor expired."""
    return row is not None and shown.fits(row.digest) and not row.revoked_at and not tables.over(row)
