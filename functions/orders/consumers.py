"""Events that this capability acts on."""

from onestop import inbox

handler = inbox.opens({})
