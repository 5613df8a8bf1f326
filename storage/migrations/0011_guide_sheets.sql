-- Papers that the patient is given before the first talk: when and how each was sent and came back. A row is never changed;
-- one that was noted by mistake is struck by another row that names it, with the reason.
create table sheet_event (
  id integer primary key,
  case_id integer not null references caseload (id),
  sheet text not null check (sheet in ('forberedelse', 'halsa_arbetsformaga')),
  event text not null check (event in ('sent', 'received', 'struck')),
  happened_on text not null check (happened_on is date(happened_on)),
  way text not null check (way in ('', 'handed', 'letter', 'digital', 'phone', 'other')),
  strikes_id integer references sheet_event (id),
  reason text not null default '',
  recorded_at text not null,
  check ((event = 'struck') = (strikes_id is not null)),
  check ((event = 'struck') = (way = '')),
  check ((event = 'struck') = (reason != ''))
) strict;
create index sheet_event_by_case on sheet_event (case_id, id);
create unique index sheet_event_struck_once on sheet_event (strikes_id) where strikes_id is not null;

create trigger sheet_event_no_update before update on sheet_event begin
  select raise(abort, 'a paper is noted anew, never changed');
end;
create trigger sheet_event_no_delete before delete on sheet_event begin
  select raise(abort, 'a paper is noted anew, never deleted');
end;

-- Which contact tells of which filled-in guide: what was said is written once, and no second contact is made of it.
create table guide_contact (
  contact_id integer primary key not null references contact (id),
  interview_id integer not null references interview (id)
) strict;
create index guide_contact_by_interview on guide_contact (interview_id, contact_id);

create trigger guide_contact_no_update before update on guide_contact begin
  select raise(abort, 'a contact tells of one guide, and of no other');
end;
create trigger guide_contact_no_delete before delete on guide_contact begin
  select raise(abort, 'what a contact tells of is never taken away');
end;

-- An introduction: whose it is, and the first day from which its points are counted. Its answers are those of the guide.
create table checklist (
  interview_id integer primary key not null references interview (id),
  who text not null default '',
  starts_on text not null check (starts_on is date(starts_on)),
  version integer not null
) strict;

-- The day on which a point was done; null once it was taken back.
create table checklist_point (
  interview_id integer not null references checklist (interview_id),
  question text not null,
  done_on text check (done_on is date(done_on)),
  version integer not null,
  primary key (interview_id, question)
) strict, without rowid;
