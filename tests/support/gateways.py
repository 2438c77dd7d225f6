"""A REST API of one function, deployed to the stage `v1`."""

import json

from local.home import Home


def published(home: Home, function: str, *paths: str) -> str:
    """The id of a new API that sends every method of `paths` to the function."""
    gateway = home.client("apigateway")
    api = gateway.import_rest_api(body=json.dumps(_document(function, paths)))["id"]
    gateway.create_deployment(restApiId=api, stageName="v1")
    return api


def _document(function: str, paths: tuple[str, ...]) -> dict:
    arn = f"arn:aws:lambda:us-east-1:000000000000:function:{function}"
    uri = f"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{arn}/invocations"
    integration = {"type": "aws_proxy", "httpMethod": "POST", "uri": uri}
    methods = {method: {"x-amazon-apigateway-integration": integration} for method in ("get", "post")}
    return {"openapi": "3.0.1", "info": {"title": function, "version": "1"}, "paths": dict.fromkeys(paths, methods)}
