-- What is in force today is found among what has begun, without reading what is still to come: most signals lie ahead.
drop index signal_by_start;
create index signal_by_start on signal (starts_on, coalesce(ends_on, '9999-12-31'), case_id, severity, due_on, rule, key);
