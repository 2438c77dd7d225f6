"""What comes in and what goes out. Each model is loaded when it is needed: most requests need none or two."""

from onestop.later import later

__getattr__ = later(
    __name__,
    {
        "decision": "Decision DryRun NewDryRun",
        "leading": "Handover Move Refusal Reprioritisation Takeover",
        "policy": "NewPolicy Policy PolicyPatch",
        "profile": "NewProfile Profile ProfilePatch",
        "queue": "NewQueue Queue QueuePatch",
        "simulation": "NewSimulation Simulation",
        "work": "Standing Work WorkQuery",
    },
)
