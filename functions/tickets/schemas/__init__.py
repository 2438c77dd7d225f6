"""What comes in and what goes out. Each model is loaded when it is needed: most requests need none or two."""

from onestop.later import later

__getattr__ = later(
    __name__,
    {
        "attachment": "Attachment AttachmentContent AwaitedAttachment ContentQuery NewAttachment",
        "automation": "AutomationRule AutomationRulePatch AutomationRun DryRun DryRunResult NewAutomationRule",
        "batch": "BatchActionResults BatchActions BatchJob NewBatchJob",
        "comment": "Comment CommentFields CommentPatch NewComment",
        "desk": ("TicketSettings TicketSettingsGiven TicketStatus TicketStatusGiven TicketType TicketTypeGiven"),
        "joining": "Link Merge NewLink NewMerge NewSplit Viewer Viewers Viewing",
        "macro": "Macro MacroPatch NewMacro Preview PreviewQuery SharedQuery",
        "notice": "Notice",
        "saved_reply": "NewSavedReply Rendering RenderingQuery SavedReply SavedReplyPatch",
        "sla": (
            "Calendar CalendarPatch NewCalendar NewSlaPolicy SlaPolicy SlaPolicyPatch SlaRecalculation SlaReport "
            "SlaReportQuery"
        ),
        "ticket": "ChangedTicket NewTicket Snooze Ticket TicketFields TicketPatch TicketQuery",
        "view": "NewView View ViewAsked ViewPatch",
        "web_form": "NewWebForm WebForm WebFormQuery WebReceipt WebSubmission",
    },
)
