import json
import os

import boto3
from common import LAYER

table = boto3.resource("dynamodb").Table(os.environ["SHOP_TABLE"])


def handler(event, _context):
    if event["httpMethod"] == "POST":
        table.put_item(Item={"pk": json.loads(event["body"])["name"]})
    seen = {
        "greeting": os.environ["GREETING"],
        "layer": LAYER,
        "path": event["path"],
        "resource": event["requestContext"]["resourcePath"],
        "parameters": event["pathParameters"],
        "authorizer": event["requestContext"].get("authorizer"),
    }
    return {"statusCode": 200, "headers": {"Content-Type": "application/json"}, "body": json.dumps(seen)}
