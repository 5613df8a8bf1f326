-- What the rules need to know of a case, contacts, follow-ups, and the signals that are derived from all of it.

-- What no list tells, one row a case; '' or null = not known. *_said_on is the day on which something was said or noted.
create table case_fact (
  case_id integer not null primary key references caseload (id),
  group_said text not null default '' check (group_said in ('', 'employed', 'job_seeking', 'self_employed', 'on_call',
    'student', 'parental_leave')),
  agreed_shifts text not null default '' check (agreed_shifts in ('', 'yes', 'no')),
  earlier_first_day text check (earlier_first_day is date(earlier_first_day)),
  earlier_first_day_said_on text check (earlier_first_day_said_on is date(earlier_first_day_said_on)),
  earlier_first_day_source text not null default '' check (earlier_first_day_source in ('', 'patient', 'certificate')),
  expected_days integer check (expected_days between 1 and 3650),
  expected_said_on text check (expected_said_on is date(expected_said_on)),
  applied text not null default '' check (applied in ('', 'yes', 'no')),
  applied_said_on text check (applied_said_on is date(applied_said_on)),
  fk_decision_from text check (fk_decision_from is date(fk_decision_from)),
  fk_decision_to text check (fk_decision_to is date(fk_decision_to)),
  fk_officer text not null default '',
  fk_phone text not null default '',
  fk_refusal_on text check (fk_refusal_on is date(fk_refusal_on)),
  fk_answer_by text check (fk_answer_by is date(fk_answer_by)),
  fk_final_on text check (fk_final_on is date(fk_final_on)),
  sjukpenning_last_day text check (sjukpenning_last_day is date(sjukpenning_last_day)),
  aktivitetsersattning text not null default '' check (aktivitetsersattning in ('', 'yes', 'no')),
  aktivitetsersattning_to text check (aktivitetsersattning_to is date(aktivitetsersattning_to)),
  preventive_from text check (preventive_from is date(preventive_from)),
  preventive_said_on text check (preventive_said_on is date(preventive_said_on)),
  preventive_applied_on text check (preventive_applied_on is date(preventive_applied_on)),
  transport_need text not null default '' check (transport_need in ('', 'yes', 'no')),
  transport_said_on text check (transport_said_on is date(transport_said_on)),
  fk_need_on text check (fk_need_on is date(fk_need_on)),
  fk_informed_on text check (fk_informed_on is date(fk_informed_on)),
  fk_answered_on text check (fk_answered_on is date(fk_answered_on)),
  employer_plan text not null default '' check (employer_plan in ('', 'exists', 'asked', 'not_needed')),
  employer_plan_said_on text check (employer_plan_said_on is date(employer_plan_said_on)),
  employer_plan_why text not null default '',
  return_ruled_out text not null default '' check (return_ruled_out in ('', 'yes', 'no')),
  return_ruled_out_said_on text check (return_ruled_out_said_on is date(return_ruled_out_said_on)),
  work_injury text not null default '' check (work_injury in ('', 'reported', 'not_reported', 'unclear', 'none')),
  work_injury_said_on text check (work_injury_said_on is date(work_injury_said_on)),
  version integer not null
) strict;

-- Arbetsprövning med bibehållen sjukpenning (rules.md B.11).
create table trial_work (
  id integer primary key,
  case_id integer not null references caseload (id),
  starts_on text not null check (starts_on is date(starts_on)),
  ends_on text not null check (ends_on is date(ends_on) and ends_on >= starts_on),
  told_fk_on text check (told_fk_on is date(told_fk_on)),
  voided_on text check (voided_on is date(voided_on)),
  void_reason text not null default '',
  recorded_at text not null,
  version integer not null
) strict;
create index trial_work_by_case on trial_work (case_id);

-- Försäkringskassan's question on a certificate, until it is answered (rules.md H 47).
create table certificate_question (
  id integer primary key,
  case_id integer not null references caseload (id),
  asked_on text not null check (asked_on is date(asked_on)),
  about text not null default '',
  answered_on text check (answered_on is date(answered_on)),
  voided_on text check (voided_on is date(voided_on)),
  recorded_at text not null,
  version integer not null
) strict;
create index certificate_question_by_case on certificate_question (case_id);

-- Anything done with or about the patient (rules.md A.1: the three parts of the law). Codes lie in content/contacts.json.
create table contact (
  id integer primary key,
  case_id integer not null references caseload (id),
  happened_on text not null check (happened_on is date(happened_on)),
  clock text not null default '' check (clock = '' or clock glob '[0-2][0-9]:[0-5][0-9]'),
  channel text not null,
  outcome text not null check (outcome in ('booked', 'held', 'no_answer', 'message_left', 'did_not_come', 'cancelled')),
  part text not null check (part in ('personligt_stod', 'intern_samordning', 'extern_samverkan')),
  party text not null,
  party_name text not null default '',
  body text not null default '',
  next_step text not null default '',
  minutes integer check (minutes between 0 and 1440),
  with_patient integer check (with_patient in (0, 1)),
  ground text not null default '',
  recorded_at text not null,
  replaces_id integer references contact (id),
  voided_on text check (voided_on is date(voided_on)),
  void_reason text not null default ''
) strict;
create index contact_by_case on contact (case_id, happened_on);
create trigger contact_no_rewrite before update of case_id, happened_on, clock, channel, outcome, part, party, party_name,
  body, next_step, minutes, with_patient, ground, recorded_at, replaces_id on contact begin
  select raise(abort, 'a contact is replaced, never rewritten');
end;
create trigger contact_no_delete before delete on contact begin
  select raise(abort, 'a contact is voided, never deleted');
end;
create virtual table contact_index using fts5 (body, next_step, content='contact', content_rowid='id',
  tokenize="unicode61 remove_diacritics 2");
insert into contact_index (contact_index, rank) values ('secure-delete', 1);
create trigger contact_indexed after insert on contact begin
  insert into contact_index (rowid, body, next_step) values (new.id, new.body, new.next_step);
end;

-- A bevakning: a dated promise that stays until it is answered. An empty party means that it is her own to do.
create table follow_up (
  id integer primary key,
  case_id integer not null references caseload (id),
  reason text not null,
  party text not null default '',
  party_name text not null default '',
  body text not null default '',
  due_on text not null check (due_on is date(due_on)),
  state text not null check (state in ('open', 'answered', 'done', 'voided')),
  closed_on text check (closed_on is date(closed_on)),
  answer text not null default '',
  origin text not null default 'hand' check (origin in ('hand', 'contact', 'review', 'interview', 'plan', 'consent',
    'meeting', 'signal')),
  origin_id integer,
  recorded_at text not null,
  version integer not null
) strict;
create index follow_up_by_case on follow_up (case_id, state, due_on);
create index follow_up_by_due on follow_up (state, due_on);
create trigger follow_up_no_delete before delete on follow_up begin
  select raise(abort, 'a follow-up is closed or voided, never deleted');
end;

-- Dated facts that the rules derived: never edited, only computed anew in the transaction that changed their ground.
-- case_id null = of the desk.
create table signal (
  id integer primary key,
  case_id integer references caseload (id),
  rule text not null,
  key text not null,
  stage text not null default '',
  starts_on text not null check (starts_on is date(starts_on)),
  ends_on text check (ends_on is date(ends_on)),
  due_on text check (due_on is date(due_on)),
  severity integer not null,
  title text not null,
  text text not null,
  todo text not null default '',
  law text not null default '',
  source text not null default '',
  facts text not null default '{}' check (json_valid(facts))
) strict;
create index signal_by_case on signal (case_id, starts_on);
-- What has ended is most of all there is: the index goes by the end, and holds all that Idag asks.
create index signal_by_end on signal (coalesce(ends_on, '9999-12-31'), starts_on, case_id, severity, due_on, rule, key);
create index signal_by_start on signal (starts_on);

-- What she said to a signal; survives recomputation, because (case, rule, key) is what the signal is about.
create table signal_answer (
  id integer primary key,
  case_id integer references caseload (id),
  rule text not null,
  key text not null,
  answer text not null check (answer in ('dismissed', 'postponed')),
  until text check (until is date(until)),
  reason text not null default '',
  answered_on text not null check (answered_on is date(answered_on)),
  recorded_at text not null,
  undone_at text
) strict;
create index signal_answer_by_case on signal_answer (case_id, rule, key);

-- What the desk itself remembers, by name: the day of the last backup.
create table desk_fact (
  name text not null primary key,
  value text not null
) strict;

-- By which rules and settings the stored signals were computed.
create table signal_basis (
  id integer primary key check (id = 1),
  fingerprint text not null
) strict;

-- What the list shows and sorts by: the nearest promise, whom we wait for, and when we last met. Kept in step by storage.
alter table caseload add column next_on text check (next_on is date(next_on));
alter table caseload add column next_step text not null default '';
alter table caseload add column waiting_for text not null default '';
alter table caseload add column waiting_until text check (waiting_until is date(waiting_until));
alter table caseload add column last_contact_on text check (last_contact_on is date(last_contact_on));
create index caseload_by_waiting on caseload (status, voided_on, waiting_for) where waiting_for != '';
create index caseload_by_next on caseload (next_on);
create index caseload_by_last_contact on caseload (last_contact_on);

drop view case_overview;
create view case_overview as
select
  c.id as case_id, c.number, p.id as patient_id, p.name, p.name_key, p.personnummer, p.birth_date, p.sex,
  p.protected, p.phone, p.interpreter, c.status, c.status_since, c.opened_on, c.unit, c.referred_by, c.referred_on,
  c.referred_why, c.consent_asked, c.consent_asked_on, c.employer, c.occupation, c.occupations, c.physician,
  c.diagnosis_code, c.diagnosis_text, c.co_diagnoses, c.sick_leave_id, c.first_day, c.last_day, s.length_days,
  s.certificates, s.degrees, c.next_on, c.next_step, c.waiting_for, c.waiting_until, c.last_contact_on,
  c.version as case_version, p.version as patient_version
from caseload c
join patient p on p.id = c.patient_id
left join sick_leave s on s.id = c.sick_leave_id
where c.voided_on is null;
