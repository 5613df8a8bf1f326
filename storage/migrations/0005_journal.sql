-- KVÅ codes of a contact, in the order she gave them. Never changed: a correction is a contact of its own, with its own.
create table contact_kva (
  id integer primary key,
  contact_id integer not null references contact (id),
  code text not null check (code glob '[A-Z][A-Z][0-9][0-9][0-9]'),
  place integer not null check (place >= 0),
  unique (contact_id, code),
  unique (contact_id, place)
) strict;
create index contact_kva_by_code on contact_kva (code);
create trigger contact_kva_no_update before update on contact_kva begin
  select raise(abort, 'codes of a contact are append-only');
end;
create trigger contact_kva_no_delete before delete on contact_kva begin
  select raise(abort, 'codes of a contact are append-only');
end;
create trigger contact_kva_no_replace before insert on contact_kva begin
  select raise(abort, 'codes of a contact are append-only') where exists (select 1 from contact_kva where id = new.id);
end;
