"""What comes in and what goes out. Each model is loaded when it is needed: most requests need none."""

from onestop.later import later

__getattr__ = later(
    __name__,
    {
        "alert": "Alert AlertQuery AlertRule AlertRulePatch NewAlertRule",
        "floor": "Floor QueueWithLine Timeline TimelineQuery",
        "socket": "SocketPass",
    },
)
