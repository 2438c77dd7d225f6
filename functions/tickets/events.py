"""What this capability publishes. `data` is always the record, its changes and the customers it is about."""

from onestop.events import Kind

OPENED = Kind("TicketOpened")
CHANGED = Kind("TicketChanged")
ASSIGNED = Kind("TicketAssigned")
ANSWERED = Kind("TicketAnswered")
CONTACTED = Kind("TicketContacted")
RESOLVED = Kind("TicketResolved")
REOPENED = Kind("TicketReopened")
CLOSED = Kind("TicketClosed")
SNOOZED = Kind("TicketSnoozed")
WOKEN = Kind("TicketWoken")
TRASHED = Kind("TicketTrashed")

COMMENT_ADDED = Kind("CommentAdded")
COMMENT_CHANGED = Kind("CommentChanged")
COMMENT_DELETED = Kind("CommentDeleted")

ATTACHMENT_ANNOUNCED = Kind("AttachmentAnnounced")
ATTACHMENT_ADDED = Kind("AttachmentAdded")
ATTACHMENT_REMOVED = Kind("AttachmentRemoved")
LINKED = Kind("TicketLinked")
UNLINKED = Kind("TicketUnlinked")
MERGED = Kind("TicketMerged")
UNMERGED = Kind("TicketUnmerged")
MERGE_MADE = Kind("MergeMade")
MERGE_UNDONE = Kind("MergeUndone")

NOTIFIED = Kind("TicketNotified")
MACRO_MADE = Kind("MacroMade")
MACRO_CHANGED = Kind("MacroChanged")
MACRO_DELETED = Kind("MacroDeleted")
REPLY_SAVED = Kind("SavedReplyMade")
REPLY_CHANGED = Kind("SavedReplyChanged")
REPLY_DELETED = Kind("SavedReplyDeleted")

VIEW_SAVED = Kind("ViewSaved")
VIEW_CHANGED = Kind("ViewChanged")
VIEW_DELETED = Kind("ViewDeleted")

RULE_DEFINED = Kind("AutomationRuleDefined")
RULE_CHANGED = Kind("AutomationRuleChanged")
RULE_DELETED = Kind("AutomationRuleDeleted")
RULE_RAN = Kind("AutomationRan")

BATCH_STARTED = Kind("BatchJobStarted")
BATCH_ADVANCED = Kind("BatchJobAdvanced")
BATCH_DONE = Kind("BatchJobDone")
BATCH_CANCELLED = Kind("BatchJobCancelled")

STATUS_DEFINED = Kind("StatusDefined")
STATUS_REDEFINED = Kind("StatusRedefined")
TYPE_DEFINED = Kind("TypeDefined")
TYPE_REDEFINED = Kind("TypeRedefined")
SETTINGS_CHANGED = Kind("DeskSettingsChanged")

WEB_FORM_CREATED = Kind("WebFormCreated")
WEB_FORM_CHANGED = Kind("WebFormChanged")

SLA_WARNED = Kind("TicketSlaWarned")
SLA_BREACHED = Kind("TicketSlaBreached")
ESCALATED = Kind("TicketEscalated")
CALENDAR_DEFINED = Kind("CalendarDefined")
CALENDAR_CHANGED = Kind("CalendarChanged")
CALENDAR_DELETED = Kind("CalendarDeleted")
POLICY_DEFINED = Kind("SlaPolicyDefined")
POLICY_CHANGED = Kind("SlaPolicyChanged")
POLICY_DELETED = Kind("SlaPolicyDeleted")
RECALCULATION_PLANNED = Kind("SlaRecalculationPlanned")
RECALCULATING = Kind("SlaRecalculating")
RECALCULATED = Kind("SlaRecalculated")

# The models, in `schemas`, of the records that they carry.
PUBLISHED: dict[Kind, str] = {
    **dict.fromkeys(
        (
            OPENED,
            CHANGED,
            ASSIGNED,
            ANSWERED,
            CONTACTED,
            RESOLVED,
            REOPENED,
            CLOSED,
            SNOOZED,
            WOKEN,
            TRASHED,
            MERGED,
            UNMERGED,
            SLA_WARNED,
            SLA_BREACHED,
            ESCALATED,
        ),
        "Ticket",
    ),
    **dict.fromkeys((COMMENT_ADDED, COMMENT_CHANGED, COMMENT_DELETED), "Comment"),
    **dict.fromkeys((ATTACHMENT_ANNOUNCED, ATTACHMENT_ADDED, ATTACHMENT_REMOVED), "Attachment"),
    **dict.fromkeys((LINKED, UNLINKED), "Link"),
    **dict.fromkeys((MERGE_MADE, MERGE_UNDONE), "Merge"),
    NOTIFIED: "Notice",
    **dict.fromkeys((RULE_DEFINED, RULE_CHANGED, RULE_DELETED), "AutomationRule"),
    RULE_RAN: "AutomationRun",
    **dict.fromkeys((BATCH_STARTED, BATCH_ADVANCED, BATCH_DONE, BATCH_CANCELLED), "BatchJob"),
    **dict.fromkeys((MACRO_MADE, MACRO_CHANGED, MACRO_DELETED), "Macro"),
    **dict.fromkeys((REPLY_SAVED, REPLY_CHANGED, REPLY_DELETED), "SavedReply"),
    **dict.fromkeys((VIEW_SAVED, VIEW_CHANGED, VIEW_DELETED), "View"),
    **dict.fromkeys((STATUS_DEFINED, STATUS_REDEFINED), "TicketStatus"),
    **dict.fromkeys((TYPE_DEFINED, TYPE_REDEFINED), "TicketType"),
    SETTINGS_CHANGED: "TicketSettings",
    **dict.fromkeys((CALENDAR_DEFINED, CALENDAR_CHANGED, CALENDAR_DELETED), "Calendar"),
    **dict.fromkeys((POLICY_DEFINED, POLICY_CHANGED, POLICY_DELETED), "SlaPolicy"),
    **dict.fromkeys((RECALCULATION_PLANNED, RECALCULATING, RECALCULATED), "SlaRecalculation"),
    **dict.fromkeys((WEB_FORM_CREATED, WEB_FORM_CHANGED), "WebForm"),
}
