-- Lists that can be taken back, a review that remembers, the right to screen, and names of diagnoses.

-- A sjukfall that only an undone list had shown: kept, left out of every view.
alter table sick_leave add column voided_on text check (voided_on is date(voided_on));

-- Whether the patient has been asked about coordination, and what she said ('' = not asked).
alter table caseload add column consent_asked text not null default ''
  check (consent_asked in ('', 'yes', 'no', 'later'));
alter table caseload add column consent_asked_on text check (consent_asked_on is date(consent_asked_on));

-- What an import did to cases, so that it can be undone: {field: [before, after]}. history_id is the chain's newest row
-- when it was done: whatever came later is somebody's work.
create table import_effect (
  id integer primary key,
  import_id integer not null references list_import (id),
  case_id integer not null references caseload (id),
  kind text not null check (kind in ('opened', 'changed')),
  changed text not null default '{}' check (json_valid(changed)),
  history_id integer not null
) strict;
create index import_effect_by_import on import_effect (import_id);

-- A review of a unit's list that the coordinator has gone through to its end.
create table review_done (
  id integer primary key,
  unit text not null,
  import_id integer not null references list_import (id),
  done_on text not null check (done_on is date(done_on)),
  recorded_at text not null,
  undone_at text
) strict;
create index review_done_by_unit on review_done (unit, done_on);

-- What she decided about a person in the list. `seen` is the row she decided on; withdrawn = taken back by her.
create table review_decision (
  id integer primary key,
  unit text not null,
  personnummer text not null,
  import_id integer not null references list_import (id),
  decision text not null check (decision in ('taken', 'wait', 'leave', 'wrong_end')),
  wait_until text check (wait_until is date(wait_until)),
  reason text not null default '',
  case_id integer references caseload (id),
  seen text not null check (json_valid(seen)),
  decided_on text not null check (decided_on is date(decided_on)),
  recorded_at text not null,
  withdrawn_at text
) strict;
create index review_decision_by_person on review_decision (personnummer, id);
create index review_decision_by_import on review_decision (import_id);

-- A samordningsnummer that became a personnummer, joined when she confirmed it.
create table number_link (
  before_number text not null primary key,
  after_number text not null,
  confirmed_on text not null check (confirmed_on is date(confirmed_on)),
  recorded_at text not null
) strict;

-- Kvalitetssäkringsuppdrag: the manager's signed assignment to screen people who have not consented (PDL 2 kap. 4 §).
-- unit '' = all units. Codes in purposes and population are those of the guide kvalitetssakringsuppdrag.
create table assignment (
  id integer primary key,
  unit text not null default '',
  given_by text not null check (length(trim(given_by)) > 0),
  assignee text not null default '',
  purposes text not null default '[]' check (json_valid(purposes)),
  population text not null default '[]' check (json_valid(population)),
  starts_on text not null check (starts_on is date(starts_on)),
  ends_on text not null check (ends_on is date(ends_on) and ends_on >= starts_on),
  signed_on text check (signed_on is date(signed_on)),
  kept_where text not null default '',
  ended_on text check (ended_on is date(ended_on)),
  end_reason text not null default '',
  recorded_at text not null,
  version integer not null
) strict;
create trigger assignment_no_delete before delete on assignment begin
  select raise(abort, 'an assignment is ended, never deleted');
end;

-- The list was read without a valid assignment: when, for which unit, and why.
create table screening_exception (
  id integer primary key,
  unit text not null,
  happened_on text not null check (happened_on is date(happened_on)),
  reason text not null check (length(trim(reason)) > 0),
  recorded_at text not null
) strict;
create trigger screening_exception_no_update before update on screening_exception begin
  select raise(abort, 'exceptions are append-only');
end;
create trigger screening_exception_no_delete before delete on screening_exception begin
  select raise(abort, 'exceptions are append-only');
end;

-- Names of diagnoses, learned from lists or from Socialstyrelsen's own file. None ships with the program.
create table diagnosis_name (
  code text not null primary key,
  title text not null check (length(trim(title)) > 0),
  source text not null check (source in ('list', 'file')),
  seen_on text not null check (seen_on is date(seen_on))
) strict;

drop view case_overview;
create view case_overview as
select
  c.id as case_id, c.number, p.id as patient_id, p.name, p.name_key, p.personnummer, p.birth_date, p.sex,
  p.protected, p.phone, p.interpreter, c.status, c.status_since, c.opened_on, c.unit, c.referred_by, c.referred_on,
  c.referred_why, c.consent_asked, c.consent_asked_on, c.employer, c.occupation, c.occupations, c.physician,
  c.diagnosis_code, c.diagnosis_text, c.co_diagnoses, c.sick_leave_id, c.first_day, c.last_day, s.length_days,
  s.certificates, s.degrees, c.version as case_version, p.version as patient_version
from caseload c
join patient p on p.id = c.patient_id
left join sick_leave s on s.id = c.sick_leave_id
where c.voided_on is null;
