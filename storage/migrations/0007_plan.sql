-- The patient's plan: a draft that is worked on, versions that are sealed and never change, and what has been said and
-- done of them since. Code words are those of content/plan.json; a body is a plan as JSON (rekotui.casework.plan).

-- What is being worked on, without history: one a case. `base_id` is the version that it begins from.
create table plan_draft (
  case_id integer not null primary key references caseload (id),
  base_id integer references plan_version (id),
  started_on text not null check (started_on is date(started_on)),
  body text not null check (json_valid(body)),
  saved_at text not null,
  version integer not null
) strict;

-- A sealed version: what was agreed, on a day. Its digest stands in the history chain.
create table plan_version (
  id integer primary key,
  case_id integer not null references caseload (id),
  number integer not null check (number > 0),
  base_id integer references plan_version (id),
  sealed_on text not null check (sealed_on is date(sealed_on)),
  body text not null check (json_valid(body)),
  recorded_at text not null,
  unique (case_id, number)
) strict;

-- A copy that was handed out: to whom, when, which version (PDL 3 kap. 11 §), and on what ground apart from consent.
create table plan_handed (
  id integer primary key,
  case_id integer not null references caseload (id),
  version_id integer not null references plan_version (id),
  handed_on text not null check (handed_on is date(handed_on)),
  given_to text not null,
  given_to_name text not null default '',
  way text not null check (way in ('paper', 'letter', 'secure_message', 'other')),
  ground text not null default '',
  ground_reason text not null default '' check ((ground != '') <= (ground_reason != '')),
  recorded_at text not null
) strict;
create index plan_handed_by_version on plan_handed (version_id, id);

-- What became of an item of a sealed version (item 0 = the plan as a whole), said at a contact.
create table plan_evaluation (
  id integer primary key,
  case_id integer not null references caseload (id),
  version_id integer not null references plan_version (id),
  item integer not null check (item >= 0),
  evaluated_on text not null check (evaluated_on is date(evaluated_on)),
  result text not null default '' check (result in ('', 'helped', 'partly', 'no_difference', 'worse', 'going_on', 'not_done')),
  body text not null default '',
  state text not null default '' check (state in ('', 'planned', 'ongoing', 'done', 'stopped')),
  why text not null default '' check ((state = 'stopped') <= (why != '')),
  next_step text not null default '',
  next_on text check (next_on is date(next_on)),
  contact_id integer references contact (id),
  recorded_at text not null
) strict;
create index plan_evaluation_by_version on plan_evaluation (version_id, id);
create index plan_evaluation_by_contact on plan_evaluation (contact_id) where contact_id is not null;

-- That one of these was entered by mistake: it is kept, struck through, with a reason.
create table plan_void (
  id integer primary key,
  case_id integer not null references caseload (id),
  subject text not null check (subject in ('plan_version', 'plan_handed', 'plan_evaluation')),
  subject_id integer not null,
  voided_on text not null check (voided_on is date(voided_on)),
  reason text not null check (reason != ''),
  recorded_at text not null,
  unique (subject, subject_id)
) strict;

-- Which period of arbetsprövning a sealed action has made, so that the next version changes that one.
create table plan_trial (
  case_id integer not null references caseload (id),
  item integer not null,
  trial_id integer not null references trial_work (id),
  primary key (case_id, item)
) strict, without rowid;

-- How a case's plan stands, kept in step by the repository: lists and rules read one row instead of every body.
create table plan_state (
  case_id integer not null primary key references caseload (id),
  version_id integer references plan_version (id),
  number integer,
  sealed_on text check (sealed_on is date(sealed_on)),
  reviewed_on text check (reviewed_on is date(reviewed_on)),
  follow_up_on text check (follow_up_on is date(follow_up_on)),
  evaluate_on text check (evaluate_on is date(evaluate_on)),
  handed_number integer,
  handed_on text check (handed_on is date(handed_on)),
  actions integer not null default 0,
  ended integer not null default 0,
  unowned integer not null default 0,
  steps text not null default '[]' check (json_valid(steps)),
  draft_on text check (draft_on is date(draft_on)),
  draft_number integer,
  incomplete integer not null default 0
) strict;

create trigger plan_version_no_update before update on plan_version begin
  select raise(abort, 'a sealed plan never changes');
end;
create trigger plan_version_no_delete before delete on plan_version begin
  select raise(abort, 'a sealed plan never changes');
end;
create trigger plan_version_no_replace before insert on plan_version begin
  select raise(abort, 'a sealed plan never changes') where exists (select 1 from plan_version where id = new.id
    or (case_id = new.case_id and number = new.number));
end;
create trigger plan_handed_no_update before update on plan_handed begin
  select raise(abort, 'what was handed out is append-only');
end;
create trigger plan_handed_no_delete before delete on plan_handed begin
  select raise(abort, 'what was handed out is append-only');
end;
create trigger plan_handed_no_replace before insert on plan_handed begin
  select raise(abort, 'what was handed out is append-only') where exists (select 1 from plan_handed where id = new.id);
end;
create trigger plan_evaluation_no_update before update on plan_evaluation begin
  select raise(abort, 'evaluations are append-only');
end;
create trigger plan_evaluation_no_delete before delete on plan_evaluation begin
  select raise(abort, 'evaluations are append-only');
end;
create trigger plan_evaluation_no_replace before insert on plan_evaluation begin
  select raise(abort, 'evaluations are append-only') where exists (select 1 from plan_evaluation where id = new.id);
end;
create trigger plan_void_no_update before update on plan_void begin
  select raise(abort, 'what was struck stays struck');
end;
create trigger plan_void_no_delete before delete on plan_void begin
  select raise(abort, 'what was struck stays struck');
end;
create trigger plan_void_no_replace before insert on plan_void begin
  select raise(abort, 'what was struck stays struck') where exists (select 1 from plan_void where id = new.id
    or (subject = new.subject and subject_id = new.subject_id));
end;
