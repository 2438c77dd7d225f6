"""A month in which nobody comes is counted from the templates."""

from pathlib import Path

import pytest

from local.cost import idle
from local.cost.bill import dollars, fixed
from local.cost.prices import prices_of
from tests.support.house import everywhere

STACK = """
Resources:
  A: {Type: AWS::CloudWatch::Alarm}
  B: {Type: AWS::CloudWatch::Alarm}
  K: {Type: AWS::KMS::Key}
  Q: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Inbox.Arn}}
  S: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Table.StreamArn}}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "template.yaml").write_text(STACK)
    return tmp_path


def test_an_idle_month_by_hand(root: Path) -> None:
    assert idle.standing(root) == {"alarm_month": 2, "key_month": 1, "queue_requests": 15 * 60 * 24 * 30}


def test_its_bill_by_hand(root: Path) -> None:
    assert dollars(fixed(idle.standing(root), prices_of("us-east-1"))) == pytest.approx(0.2 + 1 + 0.648 * 0.4)


def test_the_house_has_as_many_alarms_as_its_templates() -> None:
    assert idle.standing()["alarm_month"] >= len(everywhere("AWS::CloudWatch::Alarm"))


def test_the_gateway_has_metrics_for_each_route() -> None:
    assert idle.measured_methods() > 50
