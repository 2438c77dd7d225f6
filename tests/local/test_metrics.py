"""What a function measures in its log is a metric."""

from tests.support.eventually import eventually
from tests.support.functions import called, deployed

CODE = """
    import json

    def handler(event, context):
        print("{ not a measurement with \\"CloudWatchMetrics\\" in it")
        metrics = [{"Name": "Sold", "Unit": "Count"}]
        group = {"Namespace": "Shop", "Dimensions": [["service"]], "Metrics": metrics}
        print(json.dumps({"_aws": {"Timestamp": 1, "CloudWatchMetrics": [group]}, "service": "tea", "Sold": [2, 3]}))
"""


def test_an_embedded_metric_is_found_under_its_dimensions(engine):
    called(engine, deployed(engine, CODE))
    cloudwatch = engine.client("cloudwatch")
    [metric] = eventually(lambda: cloudwatch.list_metrics(Namespace="Shop")["Metrics"])
    assert metric == {
        "Namespace": "Shop",
        "MetricName": "Sold",
        "Dimensions": [{"Name": "service", "Value": "tea"}],
    }
