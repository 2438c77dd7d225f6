import json
import os

import boto3

bus = boto3.client("events")


def handler(event, _context):
    for record in event["Records"]:
        detail = json.dumps({"name": record["dynamodb"]["Keys"]["pk"]["S"]})
        entry = {"Source": "miniature.shop", "DetailType": "Sold", "Detail": detail}
        answer = bus.put_events(Entries=[{**entry, "EventBusName": os.environ["BUS"]}])
        if answer["FailedEntryCount"]:
            raise RuntimeError(str(answer["Entries"]))
    return {"batchItemFailures": []}
