"""When a stored signal is in force: the one condition that every question about signals shares."""

IN_FORCE = (
    "s.starts_on <= ? and coalesce(s.ends_on, '9999-12-31') >= ? and not exists (select 1 from signal_answer a"
    " where a.case_id is s.case_id and a.rule = s.rule and a.key = s.key and a.undone_at is null"
    " and (a.answer = 'dismissed' or a.until > ?))"
)
"""Condition on `signal s` for a day, given three times: in force, neither dismissed nor postponed beyond it."""
