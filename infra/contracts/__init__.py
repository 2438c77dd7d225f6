"""The contracts, generated from the one source: each door's routes, each model, each published event.

    infra/openapi.yaml                  what API Gateway imports (3.0.1): where each route goes and who may pass
    functions/portal/openapi.json       what people and clients read (3.1)
    functions/portal/docs.html          the same as a page
    infra/observability.yaml            what watches it: dashboards, alarms, log queries
    events/<capability>/*.schema.json   each version of each published event

`python -m infra.contracts` writes them, `check` says which are stale, `compare` lists what would break a client of
the last release, `release` makes today's contracts the released ones.
"""
