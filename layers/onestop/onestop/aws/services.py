"""The services that are called, and what their JSON protocol needs to be told.

What stands here is in AWS's service descriptions, which take botocore 50 ms to load; a test compares the two.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Service:
    """One service: `target` goes before the operation's name, `version` is that of its JSON protocol.

    `blobs` are answered members that hold bytes, `moments` those that hold a time, by operation; `tokens` the member
    that makes an operation safe to repeat. `seconds` is how long one attempt waits for an answer.
    """

    name: str
    target: str
    version: str
    setting: str
    blobs: frozenset[str] = frozenset()
    moments: Mapping[str, frozenset[str]] = field(default_factory=dict)
    tokens: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 3


_TABLE_MOMENTS = frozenset(
    {"CreationDateTime", "LastUpdateToPayPerRequestDateTime", "LastIncreaseDateTime", "LastDecreaseDateTime"}
)

SERVICES = {
    "dynamodb": Service(
        "dynamodb",
        "DynamoDB_20120810",
        "1.0",
        "DYNAMODB",
        moments={"DescribeTable": _TABLE_MOMENTS, "CreateTable": _TABLE_MOMENTS},
        tokens={"TransactWriteItems": "ClientRequestToken"},
    ),
    "events": Service("events", "AWSEvents", "1.1", "EVENTBRIDGE", seconds=5),
    "kms": Service("kms", "TrentService", "1.1", "KMS", blobs=frozenset({"PublicKey", "Signature"})),
    "secretsmanager": Service(
        "secretsmanager",
        "secretsmanager",
        "1.1",
        "SECRETS_MANAGER",
        blobs=frozenset({"SecretBinary"}),
        moments={"GetSecretValue": frozenset({"CreatedDate"})},
    ),
    "sqs": Service("sqs", "AmazonSQS", "1.0", "SQS"),
    "ssm": Service(
        "ssm",
        "AmazonSSM",
        "1.1",
        "SSM",
        moments=dict.fromkeys(("GetParameter", "GetParametersByPath"), frozenset({"LastModifiedDate"})),
    ),
    "states": Service("states", "AWSStepFunctions", "1.0", "SFN", moments={"StartExecution": frozenset({"startDate"})}),
}
