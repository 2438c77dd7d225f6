"""Tokens say what shall happen to them."""

from itertools import count

calls = count(1)


def handler(event, _context):
    headers = {name.lower(): value for name, value in event.get("headers", {}).items()}
    token = event.get("authorizationToken") or headers["authorization"]
    number = next(calls)
    if token == "Bearer broken":
        raise Exception("Unauthorized")
    effect = "Deny" if token == "Bearer denied" else "Allow"
    arn = event["methodArn"].split("/")[0] + "/*"
    statement = {"Action": "execute-api:Invoke", "Effect": effect, "Resource": arn}
    return {
        "principalId": "someone",
        "policyDocument": {"Version": "2012-10-17", "Statement": [statement]},
        "context": {"tenant": "acme", "call": number},
    }
