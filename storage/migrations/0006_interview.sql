-- Guides that have been filled in (content/guides): an interview about a case, or a checklist or assignment of the desk. Each
-- set of answers is kept, with the version and the fingerprint of the guide that was asked.
create table interview (
  id integer primary key,
  case_id integer references caseload (id),
  guide text not null,
  guide_version text not null,
  fingerprint text not null,
  form text not null check (form in ('full', 'core')),
  started_on text not null check (started_on is date(started_on)),
  closed_on text check (closed_on is date(closed_on)),
  voided_on text check (voided_on is date(voided_on)),
  void_reason text not null default '' check ((voided_on is null) = (void_reason = '')),
  recorded_at text not null,
  version integer not null
) strict;
create index interview_by_case on interview (case_id, guide, id);

-- Rows of repeated sections. A number is never used again, so that an answer cannot move to somebody else.
create table interview_row (
  interview_id integer not null references interview (id),
  section text not null,
  row integer not null check (row > 0),
  removed integer not null default 0 check (removed in (0, 1)),
  primary key (interview_id, section, row)
) strict, without rowid;

-- The newest answer to each question; row 0 = a section that is filled in once. Hidden questions keep theirs. What was said
-- before stands in history, in payloads that can be erased; no search index reads this table.
create table interview_answer (
  interview_id integer not null references interview (id),
  question text not null,
  row integer not null default 0 check (row >= 0),
  state text not null check (state in ('answered', 'declined', 'skipped', 'unseen')),
  value text check (value is null or json_valid(value)),
  note text not null default '',
  changed_at text not null,
  version integer not null,
  primary key (interview_id, question, row),
  check (state != 'answered' or value is not null)
) strict, without rowid;

create trigger interview_no_delete before delete on interview begin
  select raise(abort, 'an interview is voided, never deleted');
end;
create trigger interview_answer_no_delete before delete on interview_answer begin
  select raise(abort, 'answers are changed, never deleted');
end;
