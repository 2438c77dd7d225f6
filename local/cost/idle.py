"""What a month costs in which nobody comes: counted from the templates themselves."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from local.deploy import templates

ROOT = Path(__file__).parents[2]
MINUTES = 30 * 24 * 60
# Lambda keeps five long polls of 20 s open for each queue that it reads, empty or not (Developer Guide, "SQS").
POLLS_A_MINUTE = 5 * 3
MONTHLY = {
    "AWS::CloudWatch::Alarm": "alarm_month",
    "AWS::CloudWatch::CompositeAlarm": "composite_alarm_month",
    "AWS::CloudWatch::Dashboard": "dashboard_month",
    "AWS::KMS::Key": "key_month",
    "AWS::SecretsManager::Secret": "secret_month",
}


def standing(root: Path = ROOT) -> dict[str, float]:
    """How many there are of everything that costs by the month, by the names that prices.toml has.

    Empty tables, functions, queues, rules, log groups and the API cost nothing while nothing happens; the polls of
    the inboxes do. What is stored comes on top: its price is for each GB.
    """
    resources = list(_resources(root))
    counts = Counter(MONTHLY[each["Type"]] for each in resources if each["Type"] in MONTHLY)
    polled = sum(1 for each in resources if _reads_a_queue(each))
    return {**dict(sorted(counts.items())), "queue_requests": float(polled * POLLS_A_MINUTE * MINUTES)}


def measured_methods(root: Path = ROOT) -> int:
    """The routes of the gateway, each of which has five metrics of its own in a month in which somebody comes."""
    paths = templates.read(root / "infra/openapi.yaml")["paths"]
    return sum(1 for methods in paths.values() for method in methods if method in _METHODS)


_METHODS = ("get", "post", "put", "patch", "delete")


def stage_limit(root: Path = ROOT) -> float:
    """Requests a second that our own template lets through."""
    settings = templates.read(root / "template.yaml")["Resources"]["Api"]["Properties"]["MethodSettings"]
    return float(settings[0]["ThrottlingRateLimit"])


def _resources(root: Path) -> Iterator[Mapping[str, Any]]:
    for path in (
        root / "template.yaml",
        *sorted(root.glob("functions/*/stack.yaml")),
        *sorted(root.glob("infra/*.yaml")),
    ):
        yield from templates.read(path).get("Resources", {}).values()


def _reads_a_queue(resource: Mapping[str, Any]) -> bool:
    source = str(resource.get("Properties", {}).get("EventSourceArn", ""))
    return resource["Type"] == "AWS::Lambda::EventSourceMapping" and "Stream" not in source
