-- A contact is struck once, and what is struck in the patient's record too is known: the day on which its note had got there.
alter table contact add column void_entered_on text
  check (void_entered_on is date(void_entered_on) and (void_entered_on is null or voided_on is not null));
create trigger contact_struck_once before update of voided_on, void_reason, void_entered_on on contact
  when old.voided_on is not null begin
  select raise(abort, 'a contact is struck once');
end;
-- Whether a row was corrected is asked for each one that is shown: without these every question read the whole table.
create index contact_by_replaced on contact (replaces_id) where replaces_id is not null;
create index note_by_replaced on note (replaces_id) where replaces_id is not null;
