"""What others report: everything that is about a customer."""

from onestop import inbox
from timeline.service import telling

handler = inbox.opens({("CustomerPurged", 1): telling.forget, inbox.ANY: telling.tell}, oldest=telling.MEMORY)
