"""The month's budget, where one is given: told at four fifths of it, and when the forecast goes beyond."""

from typing import Any

Json = dict[str, Any]
RUNBOOK = "docs/runbooks/budget.md"


def resource() -> Json:
    """Of what is tagged `Application: onestop`, so that it counts nothing else in the account."""
    said = {
        "BudgetName": {"Fn::Sub": "onestop-${Stage}"},
        "BudgetType": "COST",
        "TimeUnit": "MONTHLY",
        "BudgetLimit": {"Amount": {"Ref": "MonthlyBudget"}, "Unit": "USD"},
        "CostFilters": {"TagKeyValue": ["user:Application$onestop"]},
    }
    told = [_told("ACTUAL", 80), _told("FORECASTED", 100)]
    return {
        "Type": "AWS::Budgets::Budget",
        "Condition": "Budgeted",
        "Properties": {"Budget": said, "NotificationsWithSubscribers": told},
    }


def _told(kind: str, percent: int) -> Json:
    when = {"NotificationType": kind, "ComparisonOperator": "GREATER_THAN", "Threshold": percent}
    return {"Notification": when, "Subscribers": [{"SubscriptionType": "SNS", "Address": {"Ref": "AlarmTopic"}}]}
