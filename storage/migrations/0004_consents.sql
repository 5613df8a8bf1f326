-- Consents as series of events, what has been entered in the journal, and the contact book of a case. Kinds and code words
-- are those of content/consents.json.

-- To whom a consent is, and for what (rules.md G.2). Never changed: what happens to it is an event.
create table consent (
  id integer primary key,
  case_id integer not null references caseload (id),
  kind text not null check (kind in ('K1', 'K2', 'K3', 'K4', 'K5')),
  party text not null default '' check ((kind = 'K3') <= (party not in ('', 'patient'))),
  organisation text not null default '',
  person text not null default '',
  role text not null default '',
  phone text not null default '',
  purpose text not null default '',
  direction text not null check (direction in ('give', 'receive', 'both')),
  presence text not null check (presence in ('present', 'informed', 'free')),
  channels text not null default '[]' check (json_valid(channels)),
  proxy text not null default '',
  proxy_why text not null default '' check (proxy = '' or proxy_why != ''),
  replaces_id integer references consent (id),
  recorded_at text not null
) strict;
create index consent_by_case on consent (case_id, kind);

create table consent_event (
  id integer primary key,
  consent_id integer not null references consent (id),
  event text not null check (event in ('given', 'limited', 'renewed', 'withdrawn', 'declined', 'told', 'voided')),
  happened_on text not null check (happened_on is date(happened_on)),
  clock text not null default '' check (clock = '' or clock glob '[0-2][0-9]:[0-5][0-9]'),
  valid_from text check (valid_from is date(valid_from)),
  valid_to text check (valid_to is date(valid_to) and (valid_from is null or valid_to is null or valid_to >= valid_from)),
  scope text not null default '[]' check (json_valid(scope)),
  scope_text text not null default '',
  not_told text not null default '',
  way text not null default '' check (way in ('', 'visit', 'phone', 'video', 'written')),
  kept_where text not null default '',
  informed integer check (informed in (0, 1)),
  copy_given integer check (copy_given in (0, 1)),
  taken_by text not null default '',
  note text not null default '',
  voids_id integer references consent_event (id),
  recorded_at text not null,
  check ((event in ('given', 'renewed')) <= (valid_from is not null)),
  check ((event = 'voided') = (voids_id is not null))
) strict;
create index consent_event_by_consent on consent_event (consent_id, id);

-- That something stands in the patient's record: a mark apart, because what it speaks of is never changed. The newest mark
-- of a subject counts; without a day it takes the mark before back.
create table journaled (
  id integer primary key,
  case_id integer not null references caseload (id),
  subject text not null check (subject in ('contact', 'consent_event', 'status_change', 'interview', 'plan_version')),
  subject_id integer not null,
  journaled_on text check (journaled_on is date(journaled_on)),
  recorded_at text not null
) strict;
create index journaled_by_subject on journaled (subject, subject_id, id);
create index journaled_by_case on journaled (case_id, id);

create trigger consent_no_update before update on consent begin
  select raise(abort, 'consents are append-only');
end;
create trigger consent_no_delete before delete on consent begin
  select raise(abort, 'consents are append-only');
end;
create trigger consent_no_replace before insert on consent begin
  select raise(abort, 'consents are append-only') where exists (select 1 from consent where id = new.id);
end;
create trigger consent_event_no_update before update on consent_event begin
  select raise(abort, 'consent events are append-only');
end;
create trigger consent_event_no_delete before delete on consent_event begin
  select raise(abort, 'consent events are append-only');
end;
create trigger consent_event_no_replace before insert on consent_event begin
  select raise(abort, 'consent events are append-only') where exists (select 1 from consent_event where id = new.id);
end;
create trigger journaled_no_update before update on journaled begin
  select raise(abort, 'journal marks are append-only');
end;
create trigger journaled_no_delete before delete on journaled begin
  select raise(abort, 'journal marks are append-only');
end;
create trigger journaled_no_replace before insert on journaled begin
  select raise(abort, 'journal marks are append-only') where exists (select 1 from journaled where id = new.id);
end;

-- Whom she talks with about a case: code of the party, role in words, name and number.
create table contact_book (
  id integer primary key,
  case_id integer not null references caseload (id),
  party text not null,
  role text not null default '',
  name text not null default '',
  organisation text not null default '',
  phone text not null default '',
  note text not null default '',
  ended_on text check (ended_on is date(ended_on)),
  version integer not null,
  check (name != '' or organisation != '' or role != '')
) strict;
create index contact_book_by_case on contact_book (case_id, id);
create trigger contact_book_no_delete before delete on contact_book begin
  select raise(abort, 'an entry of the contact book is ended, never deleted');
end;

-- On what a contact rests: gate '' = written before there was a consent log; free, consent or ground since then.
alter table contact add column gate text not null default '' check (gate in ('', 'free', 'consent', 'ground'));
alter table contact add column ground_reason text not null default '';
alter table contact add column consent_id integer references consent (id);
drop trigger contact_no_rewrite;
create trigger contact_no_rewrite before update of case_id, happened_on, clock, channel, outcome, part, party, party_name,
  body, next_step, minutes, with_patient, ground, recorded_at, replaces_id, gate, ground_reason, consent_id on contact begin
  select raise(abort, 'a contact is replaced, never rewritten');
end;
