"""Over TLS, and only with somebody whose certificate is good for the address."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from botocore.exceptions import SSLError
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from onestop import aws
from onestop.aws import exchange
from tests.support.service import lined_up, says


@pytest.fixture(autouse=True)
def thin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("ONESTOP_TRANSPORT", "thin")
    exchange._trust.cache_clear()
    yield
    exchange._trust.cache_clear()


def certified(folder: Path, host: str) -> tuple[ssl.SSLContext, Path]:
    """A server's context with a certificate for a host, and the file that has the certificate."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now, hosts = datetime.now(UTC), x509.SubjectAlternativeName([x509.DNSName(host)])
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(1), now + timedelta(1))
    made = made.add_extension(hosts, False).add_extension(x509.BasicConstraints(True, None), True)
    file = folder / "certificate.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(made.sign(key, SHA256()).public_bytes(Encoding.PEM) + secret)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context, file


def test_a_certificate_that_is_trusted_is_talked_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context, file = certified(tmp_path, "localhost")
    monkeypatch.setenv("AWS_CA_BUNDLE", str(file))
    with lined_up(says({"TableNames": []}), says({"TableNames": []}), tls=context) as service:
        monkeypatch.setenv("AWS_ENDPOINT_URL", service.url)
        found = [aws.call("dynamodb", "ListTables")["TableNames"] for _ in range(2)]

    assert (found, service.connections) == ([[], []], 1)


@pytest.mark.parametrize(("host", "trusted"), [("localhost", False), ("example.org", True)], ids=["unknown", "other"])
def test_with_anybody_else_not_a_byte_is_exchanged(
    host: str, trusted: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, file = certified(tmp_path, host)
    if trusted:
        monkeypatch.setenv("AWS_CA_BUNDLE", str(file))
    with lined_up(says({"TableNames": []}), tls=context) as service:
        monkeypatch.setenv("AWS_ENDPOINT_URL", service.url)
        with pytest.raises(SSLError):
            aws.call("dynamodb", "ListTables")

    assert service.requests == []
