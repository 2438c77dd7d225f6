"""The one logger and the one set of metrics of a process. Log ids and outcomes, never what a customer said."""

import os

from aws_lambda_powertools import Logger, Metrics

SERVICE = os.environ.get("POWERTOOLS_SERVICE_NAME", "onestop")

logger = Logger(service=SERVICE)
metrics = Metrics(namespace="OneStop", service=SERVICE)
