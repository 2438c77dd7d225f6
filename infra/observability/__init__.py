"""What watches the system, generated from what each capability's stack holds: infra/observability.yaml.

A new capability has its dashboard, its alarms and its log groups in the saved queries as soon as it has a stack;
`make contracts` writes the template anew, `make check` says when it is stale.
"""
