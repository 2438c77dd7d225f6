"""Questions to the logs, saved in CloudWatch Logs Insights under onestop/<stage>."""

from collections.abc import Iterable, Mapping
from typing import Any

Json = dict[str, Any]

# Name -> query. The words are those of the log lines: `local.logs` reads the same.
QUERIES: Mapping[str, str] = {
    "one request": """
        fields @timestamp, service, message, tenant, method, path, status, code, event_type, subject, ms
        | filter correlation = "the X-Correlation-Id or traceId"
        | sort @timestamp""",
    "slow requests": """
        filter message = "request" and ms > 1000
        | stats count(*) as requests, pct(ms, 50) as p50, pct(ms, 99) as p99 by service, method, path
        | sort requests desc""",
    "faults by route": """
        filter message = "request" and status >= 500
        | stats count(*) as faults, latest(correlation) as example by service, method, path
        | sort faults desc""",
    "faults by place": """
        filter ispresent(exception_name)
        | stats count(*) as faults, latest(exception) as place, latest(correlation) as one by service, exception_name
        | sort faults desc""",
    "refused by code": """
        filter message = "refused"
        | stats count(*) as refused, count_distinct(tenant) as tenants by service, code, status
        | sort refused desc""",
    "events by type": """
        filter message = "published"
        | stats count(*) as events, count_distinct(tenant) as tenants by service, event_type, bin(1h)
        | sort events desc""",
    "events not consumed": """
        filter message = "not consumed"
        | stats count(*) as attempts, latest(event_id) as example by service, event_type, code, exception_name
        | sort attempts desc""",
    "requests by tenant": """
        filter message = "request"
        | stats count(*) as requests, pct(ms, 99) as p99 by tenant, service
        | sort requests desc""",
}


def resources(groups: Iterable[str]) -> dict[str, Json]:
    """The saved queries by logical id, over these log groups."""
    over = [{"Fn::Sub": group} for group in groups]
    return {_id(name): _resource(name, text, over) for name, text in QUERIES.items()}


def _resource(name: str, text: str, groups: list[Json]) -> Json:
    query = "\n".join(line.strip() for line in text.strip().splitlines())
    said = {"Name": {"Fn::Sub": f"onestop/${{Stage}}/{name}"}, "QueryString": query, "LogGroupNames": groups}
    return {"Type": "AWS::Logs::QueryDefinition", "Properties": said}


def _id(name: str) -> str:
    return "".join(word.capitalize() for word in name.split()) + "Query"
