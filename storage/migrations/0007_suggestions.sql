-- Suggestions for the plan out of an interview's answers, with where they come from, until the plan takes them. Nothing of a
-- protected question; of another sensitive one only the guide's own words, to be confirmed, and never the answer.
create table plan_suggestion (
  id integer primary key,
  case_id integer not null references caseload (id),
  interview_id integer not null references interview (id),
  guide text not null,
  guide_version text not null,
  question text not null,
  row integer not null default 0 check (row >= 0),
  hint integer not null check (hint >= 0),
  kind text not null check (kind in ('mal', 'delmal', 'atgard')),
  area text not null,
  responsible text not null,
  body text not null,
  answer text not null default '',
  confirm integer not null default 0 check (confirm in (0, 1)),
  suggested_on text not null check (suggested_on is date(suggested_on)),
  state text not null check (state in ('open', 'taken', 'dropped', 'gone')),
  decided_on text check (decided_on is date(decided_on)),
  recorded_at text not null,
  version integer not null,
  unique (interview_id, question, row, hint),
  check (confirm = 0 or answer = ''),
  check ((state = 'open') = (decided_on is null))
) strict;
create index plan_suggestion_by_case on plan_suggestion (case_id, state, id);
create trigger plan_suggestion_no_delete before delete on plan_suggestion begin
  select raise(abort, 'a suggestion is dropped, never deleted');
end;
