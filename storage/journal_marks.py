"""How a query asks whether a row stands in the patient's record. Nothing here imports a model: look-ups read it."""

CONTACT, CONSENT_EVENT, STATUS_CHANGE = "contact", "consent_event", "status_change"
INTERVIEW = "interview"
PLAN_VERSION = "plan_version"

CODES = (
    "(select group_concat(k.code, ' ') from (select code from contact_kva where contact_id = {row} order by place) k)"
)
"""The KVÅ codes of a contact with spaces between, null for none: `row` is the column with its number."""

MARKED = (
    "(select j.journaled_on from journaled j where j.subject = '{subject}' and j.subject_id = {row}"
    " order by j.id desc limit 1)"
)
"""The day a row was entered in the record, for a query: `subject` as above, `row` the column with its number."""

INTERVIEW_MARKED = (
    "(select j.journaled_on from journaled j where j.id = (select max(m.id) from journaled m where m.subject ="
    " 'interview' and m.subject_id = i.id) and j.recorded_at >= coalesce((select max(a.changed_at)"
    " from interview_answer a where a.interview_id = i.id), ''))"
)
"""The same of an interview `i`: an answer that was changed since then is to be entered again."""
