-- External cooperation: what is planned or held with others, of which kind, who was asked and came, what was promised.
-- Day, clock time, channel and outcome stand on the contact that the meeting is held on, and nowhere here. Kinds and code
-- words are those of content/meetings.json.

create table meeting (
  id integer primary key,
  case_id integer not null references caseload (id),
  kind text not null check (kind != ''),
  recorded_at text not null
) strict;
create index meeting_by_case on meeting (case_id, id);

-- The newest step is what holds. Participants, notes and promises lie in it whole, so that one digest speaks of them all.
create table meeting_step (
  id integer primary key,
  meeting_id integer not null references meeting (id),
  step text not null check (step in ('wanted', 'planned', 'held', 'missed', 'cancelled', 'voided')),
  wanted_on text check (wanted_on is date(wanted_on)),
  contact_id integer references contact (id),
  place text not null default '',
  purpose text not null default '',
  participants text not null default '[]' check (json_valid(participants)),
  notes text not null default '{}' check (json_valid(notes)),
  agreements text not null default '[]' check (json_valid(agreements)),
  reason text not null default '' check ((step = 'voided') <= (reason != '')),
  recorded_at text not null,
  check (step = 'voided' or (step = 'wanted') = (contact_id is null)),
  check ((step = 'wanted') <= (wanted_on is not null))
) strict;
create index meeting_step_by_meeting on meeting_step (meeting_id, id);

create trigger meeting_no_update before update on meeting begin
  select raise(abort, 'meetings are append-only');
end;
create trigger meeting_no_delete before delete on meeting begin
  select raise(abort, 'meetings are append-only');
end;
create trigger meeting_no_replace before insert on meeting begin
  select raise(abort, 'meetings are append-only') where exists (select 1 from meeting where id = new.id);
end;
create trigger meeting_step_no_update before update on meeting_step begin
  select raise(abort, 'steps of a meeting are append-only');
end;
create trigger meeting_step_no_delete before delete on meeting_step begin
  select raise(abort, 'steps of a meeting are append-only');
end;
create trigger meeting_step_no_replace before insert on meeting_step begin
  select raise(abort, 'steps of a meeting are append-only') where exists (select 1 from meeting_step where id = new.id);
end;
