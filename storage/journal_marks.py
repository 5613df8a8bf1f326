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

EVENT_STANDS = "not exists (select 1 from consent_event b where b.consent_id = e.consent_id and b.voids_id = e.id)"
"""Whether a `consent_event e` is not taken back by a later one."""
EVENT_ASKED = f"(e.voids_id is null or {MARKED.format(subject=CONSENT_EVENT, row='e.voids_id')} is not null)"
"""Whether it is asked for: nobody need be told in the record that what never stood there was wrong."""

PLAN_STANDS = "not exists (select 1 from plan_void o where o.subject = 'plan_version' and o.subject_id = p.id)"
"""Whether a `plan_version p` is not struck as entered by mistake."""

_STEP = 5
"""The step of the schema since when changes of status are asked for."""
STATUS_ASKED = (
    f"(c.recorded_at >= (select applied_at from schema_step where number = {_STEP})"
    " and exists (select 1 from status_change b where b.case_id = c.case_id and b.id < c.id))"
)
"""Whether a `status_change c` is asked for. The first is how the case was taken up: nothing has changed yet."""
INTERVIEW_MARKED = (
    "(select j.journaled_on from journaled j where j.id = (select max(m.id) from journaled m where m.subject ="
    " 'interview' and m.subject_id = i.id) and j.recorded_at >= coalesce((select max(a.changed_at)"
    " from interview_answer a where a.interview_id = i.id), ''))"
)
"""The same of an interview `i`: an answer that was changed since then is to be entered again."""
INTERVIEW_ASKED = (
    "not exists (select 1 from guide_contact g join contact t on t.id = g.contact_id"
    " where g.interview_id = i.id and t.voided_on is null and t.outcome = 'held' and t.recorded_at >="
    " coalesce((select max(a.changed_at) from interview_answer a where a.interview_id = i.id), ''))"
)
"""Whether an interview `i` is asked for itself: where a contact tells of all of it, its note is what is entered."""
