"""A REST API of one function, deployed to the stage `v1`."""

import json

from local.home import Home


def published(home: Home, function: str, *paths: str) -> None:
    """Deploy an API that sends every GET and POST to `paths` to the function."""
    resources = {
        "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Body": _document(function, paths)}},
        "Release": {
            "Type": "AWS::ApiGateway::Deployment",
            "Properties": {"RestApiId": {"Ref": "Api"}, "StageName": "v1"},
        },
    }
    stack = home.client("cloudformation")
    stack.create_stack(StackName=function, TemplateBody=json.dumps({"Resources": resources}))
    stack.get_waiter("stack_create_complete").wait(StackName=function, WaiterConfig={"Delay": 0.1, "MaxAttempts": 99})


def _document(function: str, paths: tuple[str, ...]) -> dict:
    arn = f"arn:aws:lambda:us-east-1:000000000000:function:{function}"
    uri = f"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{arn}/invocations"
    integration = {"type": "aws_proxy", "httpMethod": "POST", "uri": uri}
    methods = {method: {"x-amazon-apigateway-integration": integration} for method in ("get", "post")}
    return {"openapi": "3.0.1", "info": {"title": function, "version": "1"}, "paths": dict.fromkeys(paths, methods)}
