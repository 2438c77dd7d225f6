"""What others report: everything."""

from audit.service import recording
from onestop import inbox

handler = inbox.opens({inbox.ANY: recording.record})
