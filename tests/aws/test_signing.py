"""Signatures are those of botocore, whatever is signed."""

from datetime import UTC, datetime

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials as Theirs
from freezegun import freeze_time
from hypothesis import given, settings
from hypothesis import strategies as st

from onestop.aws.credentials import Credentials
from onestop.aws.signing import signed

VISIBLE = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40)
NAMES = st.from_regex(r"x-amz-[a-z]{1,12}", fullmatch=True).filter(lambda name: name != "x-amz-date")
SPACED = st.lists(VISIBLE, min_size=1, max_size=3).map("  ".join)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)).map(lambda each: each.replace(tzinfo=UTC))


@settings(deadline=None)
@given(
    st.binary(max_size=300),
    st.dictionaries(NAMES, SPACED, max_size=4),
    st.builds(Credentials, VISIBLE, VISIBLE, st.none() | VISIBLE),
    MOMENTS,
    st.sampled_from(["/", "/a b/~c", "/123456789012/queue"]),
)
def test_a_signature_is_the_one_that_botocore_makes(
    body: bytes, more: dict[str, str], by: Credentials, at: datetime, path: str
) -> None:
    headers = {"host": "dynamodb.eu-central-1.amazonaws.com", "content-type": "application/x-amz-json-1.0", **more}
    request = AWSRequest("POST", f"https://{headers['host']}{path}", headers, body)
    with freeze_time(at):
        SigV4Auth(Theirs(by.key_id, by.secret, by.token), "dynamodb", "eu-central-1").add_auth(request)
    ours = signed(headers, body, path, by, ("eu-central-1", "dynamodb"), at.timestamp())

    assert ours["authorization"] == request.headers["Authorization"]
    assert ours.get("x-amz-security-token") == request.headers.get("X-Amz-Security-Token")
