"""How a query asks whether a row stands in the patient's record. Nothing here imports a model: look-ups read it."""

CONTACT, CONSENT_EVENT, STATUS_CHANGE = "contact", "consent_event", "status_change"

MARKED = (
    "(select j.journaled_on from journaled j where j.subject = '{subject}' and j.subject_id = {row}"
    " order by j.id desc limit 1)"
)
"""The day a row was entered in the record, for a query: `subject` as above, `row` the column with its number."""
