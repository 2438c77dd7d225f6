"""MiniStack reads its settings from the environment at import; this writes them there first."""

import os
import shutil
import tempfile

from local.home import ACCOUNT, REGION, Home


def apply(home: Home) -> None:
    """Prepare the home's folders and the environment of this process. Call before importing ministack."""
    shutil.rmtree(home.tmp, ignore_errors=True)
    for folder in (home.root, home.state, home.s3, home.tmp):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _forget_the_hosts_credentials()
    os.environ.update(_settings(home))
    tempfile.tempdir = str(home.tmp)


def _forget_the_hosts_credentials() -> None:
    # Neither the engine nor a Lambda may ever reach a real account by accident.
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]


def _settings(home: Home) -> dict[str, str]:
    return {
        "GATEWAY_PORT": str(home.port),
        "MINISTACK_HOST": "127.0.0.1",
        "MINISTACK_ACCOUNT_ID": ACCOUNT,
        "MINISTACK_REGION": REGION,
        # These two would open a port of their own, the first one on every interface.
        "BIND_HOST": "127.0.0.1",
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "PERSIST_STATE": "1",
        "STATE_DIR": str(home.state),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(home.s3),
        "TMPDIR": str(home.tmp),
        "LOG_LEVEL": os.environ.get("ONESTOP_LOG_LEVEL", "WARNING"),
        # A Docker daemon on the host is none of our business: MiniStack would remove its containers.
        "DOCKER_HOST": f"unix://{home.root}/no-docker.sock",
    }
