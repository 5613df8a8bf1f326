-- index caseload_by_first_day
CREATE INDEX caseload_by_first_day on caseload (first_day);

-- index caseload_by_last_contact
CREATE INDEX caseload_by_last_contact on caseload (last_contact_on);

-- index caseload_by_last_day
CREATE INDEX caseload_by_last_day on caseload (last_day);

-- index caseload_by_next
CREATE INDEX caseload_by_next on caseload (next_on);

-- index caseload_by_patient
CREATE INDEX caseload_by_patient on caseload (patient_id);

-- index caseload_by_status
CREATE INDEX caseload_by_status on caseload (status, voided_on);

-- index caseload_by_waiting
CREATE INDEX caseload_by_waiting on caseload (status, voided_on, waiting_for) where waiting_for != '';

-- index certificate_question_by_case
CREATE INDEX certificate_question_by_case on certificate_question (case_id);

-- index consent_by_case
CREATE INDEX consent_by_case on consent (case_id, kind);

-- index consent_event_by_consent
CREATE INDEX consent_event_by_consent on consent_event (consent_id, id);

-- index contact_book_by_case
CREATE INDEX contact_book_by_case on contact_book (case_id, id);

-- index contact_by_case
CREATE INDEX contact_by_case on contact (case_id, happened_on);

-- index contact_by_replaced
CREATE INDEX contact_by_replaced on contact (replaces_id) where replaces_id is not null;

-- index contact_kva_by_code
CREATE INDEX contact_kva_by_code on contact_kva (code);

-- index follow_up_by_case
CREATE INDEX follow_up_by_case on follow_up (case_id, state, due_on);

-- index follow_up_by_due
CREATE INDEX follow_up_by_due on follow_up (state, due_on);

-- index guide_contact_by_interview
CREATE INDEX guide_contact_by_interview on guide_contact (interview_id, contact_id);

-- index history_by_case
CREATE INDEX history_by_case on history (case_id, id) where case_id is not null;

-- index import_effect_by_import
CREATE INDEX import_effect_by_import on import_effect (import_id);

-- index interview_by_case
CREATE INDEX interview_by_case on interview (case_id, guide, id);

-- index journaled_by_case
CREATE INDEX journaled_by_case on journaled (case_id, id);

-- index journaled_by_subject
CREATE INDEX journaled_by_subject on journaled (subject, subject_id, id);

-- index list_import_by_unit
CREATE INDEX list_import_by_unit on list_import (unit, list_date);

-- index list_row_by_import
CREATE INDEX list_row_by_import on list_row (import_id, row);

-- index list_row_by_person
CREATE INDEX list_row_by_person on list_row (personnummer, import_id);

-- index meeting_by_case
CREATE INDEX meeting_by_case on meeting (case_id, id);

-- index meeting_step_by_meeting
CREATE INDEX meeting_step_by_meeting on meeting_step (meeting_id, id);

-- index note_by_case
CREATE INDEX note_by_case on note (case_id, id);

-- index note_by_replaced
CREATE INDEX note_by_replaced on note (replaces_id) where replaces_id is not null;

-- index patient_by_name
CREATE INDEX patient_by_name on patient (name_key);

-- index plan_evaluation_by_contact
CREATE INDEX plan_evaluation_by_contact on plan_evaluation (contact_id) where contact_id is not null;

-- index plan_evaluation_by_version
CREATE INDEX plan_evaluation_by_version on plan_evaluation (version_id, id);

-- index plan_handed_by_version
CREATE INDEX plan_handed_by_version on plan_handed (version_id, id);

-- index plan_suggestion_by_case
CREATE INDEX plan_suggestion_by_case on plan_suggestion (case_id, state, id);

-- index review_decision_by_import
CREATE INDEX review_decision_by_import on review_decision (import_id);

-- index review_decision_by_person
CREATE INDEX review_decision_by_person on review_decision (personnummer, id);

-- index review_done_by_unit
CREATE INDEX review_done_by_unit on review_done (unit, done_on);

-- index search_term_by_case
CREATE INDEX search_term_by_case on search_term (case_id);

-- index sheet_event_by_case
CREATE INDEX sheet_event_by_case on sheet_event (case_id, id);

-- index sheet_event_struck_once
CREATE UNIQUE INDEX sheet_event_struck_once on sheet_event (strikes_id) where strikes_id is not null;

-- index sick_leave_by_patient
CREATE INDEX sick_leave_by_patient on sick_leave (patient_id, first_day);

-- index sick_leave_period_by_leave
CREATE INDEX sick_leave_period_by_leave on sick_leave_period (sick_leave_id, first_day);

-- index signal_answer_by_case
CREATE INDEX signal_answer_by_case on signal_answer (case_id, rule, key);

-- index signal_by_case
CREATE INDEX signal_by_case on signal (case_id, starts_on);

-- index signal_by_end
CREATE INDEX signal_by_end on signal (coalesce(ends_on, '9999-12-31'), starts_on, case_id, severity, due_on, rule, key);

-- index signal_by_start
CREATE INDEX signal_by_start on signal (starts_on, coalesce(ends_on, '9999-12-31'), case_id, severity, due_on, rule, key);

-- index status_change_by_case
CREATE INDEX status_change_by_case on status_change (case_id, id);

-- index trial_work_by_case
CREATE INDEX trial_work_by_case on trial_work (case_id);

-- table assignment
CREATE TABLE assignment (
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

-- table case_fact
CREATE TABLE case_fact (
  case_id integer not null primary key references caseload (id),
  group_said text not null default '' check (group_said in ('', 'employed', 'job_seeking', 'self_employed', 'on_call',
    'student', 'parental_leave')),
  agreed_shifts text not null default '' check (agreed_shifts in ('', 'yes', 'no')),
  earlier_first_day text check (earlier_first_day is date(earlier_first_day)),
  earlier_first_day_said_on text check (earlier_first_day_said_on is date(earlier_first_day_said_on)),
  earlier_first_day_source text not null default '' check (earlier_first_day_source in ('', 'patient', 'certificate')),
  expected_days integer check (expected_days between 1 and 3650),
  expected_said_on text check (expected_said_on is date(expected_said_on)),
  applied text not null default '' check (applied in ('', 'yes', 'no')),
  applied_said_on text check (applied_said_on is date(applied_said_on)),
  fk_decision_from text check (fk_decision_from is date(fk_decision_from)),
  fk_decision_to text check (fk_decision_to is date(fk_decision_to)),
  fk_officer text not null default '',
  fk_phone text not null default '',
  fk_refusal_on text check (fk_refusal_on is date(fk_refusal_on)),
  fk_answer_by text check (fk_answer_by is date(fk_answer_by)),
  fk_final_on text check (fk_final_on is date(fk_final_on)),
  sjukpenning_last_day text check (sjukpenning_last_day is date(sjukpenning_last_day)),
  aktivitetsersattning text not null default '' check (aktivitetsersattning in ('', 'yes', 'no')),
  aktivitetsersattning_to text check (aktivitetsersattning_to is date(aktivitetsersattning_to)),
  preventive_from text check (preventive_from is date(preventive_from)),
  preventive_said_on text check (preventive_said_on is date(preventive_said_on)),
  preventive_applied_on text check (preventive_applied_on is date(preventive_applied_on)),
  transport_need text not null default '' check (transport_need in ('', 'yes', 'no')),
  transport_said_on text check (transport_said_on is date(transport_said_on)),
  fk_need_on text check (fk_need_on is date(fk_need_on)),
  fk_informed_on text check (fk_informed_on is date(fk_informed_on)),
  fk_answered_on text check (fk_answered_on is date(fk_answered_on)),
  employer_plan text not null default '' check (employer_plan in ('', 'exists', 'asked', 'not_needed')),
  employer_plan_said_on text check (employer_plan_said_on is date(employer_plan_said_on)),
  employer_plan_why text not null default '',
  return_ruled_out text not null default '' check (return_ruled_out in ('', 'yes', 'no')),
  return_ruled_out_said_on text check (return_ruled_out_said_on is date(return_ruled_out_said_on)),
  work_injury text not null default '' check (work_injury in ('', 'reported', 'not_reported', 'unclear', 'none')),
  work_injury_said_on text check (work_injury_said_on is date(work_injury_said_on)),
  version integer not null
) strict;

-- table caseload
CREATE TABLE caseload (
  id integer primary key,
  number text not null unique check (number glob '[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9]*'),
  patient_id integer not null references patient (id),
  status text not null check (status in ('-', 'Kontaktad', 'Aktiv', 'Uppföljning', 'Avslutad', 'Avböjt',
    'Lämnas utan åtgärd', 'Medicinsk rehab')),
  status_since text not null check (status_since is date(status_since)),
  opened_on text not null check (opened_on is date(opened_on)),
  unit text not null default '',
  referred_by text not null default '',
  referred_on text check (referred_on is date(referred_on)),
  referred_why text not null default '',
  employer text not null default '',
  occupation text not null default '',
  occupations text not null default '[]' check (json_valid(occupations)),
  physician text not null default '',
  diagnosis_code text,
  diagnosis_text text,
  co_diagnoses text not null default '[]' check (json_valid(co_diagnoses)),
  -- The latest sick leave, and its days once more: the caseload is listed and sorted by an index on them.
  sick_leave_id integer references sick_leave (id),
  first_day text check (first_day is date(first_day)),
  last_day text check (last_day is date(last_day)),
  voided_on text check (voided_on is date(voided_on)),
  void_reason text not null default '',
  version integer not null
, consent_asked text not null default ''
  check (consent_asked in ('', 'yes', 'no', 'later')), consent_asked_on text check (consent_asked_on is date(consent_asked_on)), next_on text check (next_on is date(next_on)), next_step text not null default '', waiting_for text not null default '', waiting_until text check (waiting_until is date(waiting_until)), last_contact_on text check (last_contact_on is date(last_contact_on))) strict;

-- table certificate_question
CREATE TABLE certificate_question (
  id integer primary key,
  case_id integer not null references caseload (id),
  asked_on text not null check (asked_on is date(asked_on)),
  about text not null default '',
  answered_on text check (answered_on is date(answered_on)),
  voided_on text check (voided_on is date(voided_on)),
  recorded_at text not null,
  version integer not null
) strict;

-- table checklist
CREATE TABLE checklist (
  interview_id integer primary key not null references interview (id),
  who text not null default '',
  starts_on text not null check (starts_on is date(starts_on)),
  version integer not null
) strict;

-- table checklist_point
CREATE TABLE checklist_point (
  interview_id integer not null references checklist (interview_id),
  question text not null,
  done_on text check (done_on is date(done_on)),
  version integer not null,
  primary key (interview_id, question)
) strict, without rowid;

-- table consent
CREATE TABLE consent (
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

-- table consent_event
CREATE TABLE consent_event (
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

-- table contact
CREATE TABLE contact (
  id integer primary key,
  case_id integer not null references caseload (id),
  happened_on text not null check (happened_on is date(happened_on)),
  clock text not null default '' check (clock = '' or clock glob '[0-2][0-9]:[0-5][0-9]'),
  channel text not null,
  outcome text not null check (outcome in ('booked', 'held', 'no_answer', 'message_left', 'did_not_come', 'cancelled')),
  part text not null check (part in ('personligt_stod', 'intern_samordning', 'extern_samverkan')),
  party text not null,
  party_name text not null default '',
  body text not null default '',
  next_step text not null default '',
  minutes integer check (minutes between 0 and 1440),
  with_patient integer check (with_patient in (0, 1)),
  ground text not null default '',
  recorded_at text not null,
  replaces_id integer references contact (id),
  voided_on text check (voided_on is date(voided_on)),
  void_reason text not null default ''
, gate text not null default '' check (gate in ('', 'free', 'consent', 'ground')), ground_reason text not null default '', consent_id integer references consent (id), void_entered_on text
  check (void_entered_on is date(void_entered_on) and (void_entered_on is null or voided_on is not null))) strict;

-- table contact_book
CREATE TABLE contact_book (
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

-- table contact_index
CREATE VIRTUAL TABLE contact_index using fts5 (body, next_step, content='contact', content_rowid='id',
  tokenize="unicode61 remove_diacritics 2");

-- table contact_index_config
CREATE TABLE 'contact_index_config'(k PRIMARY KEY, v) WITHOUT ROWID;

-- table contact_index_data
CREATE TABLE 'contact_index_data'(id INTEGER PRIMARY KEY, block BLOB);

-- table contact_index_docsize
CREATE TABLE 'contact_index_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

-- table contact_index_idx
CREATE TABLE 'contact_index_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

-- table contact_kva
CREATE TABLE contact_kva (
  id integer primary key,
  contact_id integer not null references contact (id),
  code text not null check (code glob '[A-Z][A-Z][0-9][0-9][0-9]'),
  place integer not null check (place >= 0),
  unique (contact_id, code),
  unique (contact_id, place)
) strict;

-- table desk_fact
CREATE TABLE desk_fact (
  name text not null primary key,
  value text not null
) strict;

-- table diagnosis_name
CREATE TABLE diagnosis_name (
  code text not null primary key,
  title text not null check (length(trim(title)) > 0),
  source text not null check (source in ('list', 'file')),
  seen_on text not null check (seen_on is date(seen_on))
) strict;

-- table draft
CREATE TABLE draft (
  place text not null primary key,
  case_id integer references caseload (id),
  body text not null,
  saved_at text not null
) strict;

-- table follow_up
CREATE TABLE follow_up (
  id integer primary key,
  case_id integer not null references caseload (id),
  reason text not null,
  party text not null default '',
  party_name text not null default '',
  body text not null default '',
  due_on text not null check (due_on is date(due_on)),
  state text not null check (state in ('open', 'answered', 'done', 'voided')),
  closed_on text check (closed_on is date(closed_on)),
  answer text not null default '',
  origin text not null default 'hand' check (origin in ('hand', 'contact', 'review', 'interview', 'plan', 'consent',
    'meeting', 'signal')),
  origin_id integer,
  recorded_at text not null,
  version integer not null
) strict;

-- table guide_contact
CREATE TABLE guide_contact (
  contact_id integer primary key not null references contact (id),
  interview_id integer not null references interview (id)
) strict;

-- table history
CREATE TABLE history (
  id integer primary key,
  at text not null,
  actor text not null,
  action text not null,
  case_id integer,
  entity text not null,
  entity_id integer,
  row_digest blob,
  salt blob not null check (length(salt) = 16),
  payload_hash blob not null check (length(payload_hash) = 32),
  prev blob not null check (length(prev) = 32),
  hash blob not null unique check (length(hash) = 32)
) strict;

-- table history_payload
CREATE TABLE history_payload (
  id integer primary key references history (id),
  body text not null
) strict;

-- table import_effect
CREATE TABLE import_effect (
  id integer primary key,
  import_id integer not null references list_import (id),
  case_id integer not null references caseload (id),
  kind text not null check (kind in ('opened', 'changed')),
  changed text not null default '{}' check (json_valid(changed)),
  history_id integer not null
) strict;

-- table interview
CREATE TABLE interview (
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

-- table interview_answer
CREATE TABLE interview_answer (
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

-- table interview_row
CREATE TABLE interview_row (
  interview_id integer not null references interview (id),
  section text not null,
  row integer not null check (row > 0),
  removed integer not null default 0 check (removed in (0, 1)),
  primary key (interview_id, section, row)
) strict, without rowid;

-- table journaled
CREATE TABLE journaled (
  id integer primary key,
  case_id integer not null references caseload (id),
  subject text not null check (subject in ('contact', 'consent_event', 'status_change', 'interview', 'plan_version')),
  subject_id integer not null,
  journaled_on text check (journaled_on is date(journaled_on)),
  recorded_at text not null
) strict;

-- table list_import
CREATE TABLE list_import (
  id integer primary key,
  unit text not null,
  list_date text not null check (list_date is date(list_date)),
  format text not null,
  complete text not null check (complete in ('yes', 'no', 'unknown')),
  rows_read integer not null,
  digest text not null,
  imported_at text not null,
  replaced_by integer references list_import (id),
  undone_at text
) strict;

-- table list_row
CREATE TABLE list_row (
  id integer primary key,
  import_id integer not null references list_import (id),
  row integer not null,
  personnummer text,
  first_day text,
  last_day text,
  record text not null check (json_valid(record)),
  raw text not null check (json_valid(raw))
) strict;

-- table meeting
CREATE TABLE meeting (
  id integer primary key,
  case_id integer not null references caseload (id),
  kind text not null check (kind != ''),
  recorded_at text not null
) strict;

-- table meeting_step
CREATE TABLE meeting_step (
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

-- table note
CREATE TABLE note (
  id integer primary key,
  case_id integer not null references caseload (id),
  noted_on text not null check (noted_on is date(noted_on)),
  body text not null check (length(trim(body)) > 0),
  recorded_at text not null,
  replaces_id integer references note (id),
  voided_reason text
) strict;

-- table note_index
CREATE VIRTUAL TABLE note_index using fts5 (body, content='note', content_rowid='id',
  tokenize="unicode61 remove_diacritics 2");

-- table number_link
CREATE TABLE number_link (
  before_number text not null primary key,
  after_number text not null,
  confirmed_on text not null check (confirmed_on is date(confirmed_on)),
  recorded_at text not null
) strict;

-- table patient
CREATE TABLE patient (
  id integer primary key,
  personnummer text not null unique check (length(personnummer) between 9 and 13),
  number_kind text not null check (number_kind in ('personnummer', 'samordningsnummer', 'reservnummer')),
  name text not null check (length(trim(name)) between 1 and 200),
  name_key text not null,
  birth_date text check (birth_date is date(birth_date)),
  sex text check (sex in ('Kvinna', 'Man')),
  phone text not null default '',
  interpreter text not null default '',
  protected integer not null default 0 check (protected in (0, 1)),
  version integer not null
) strict;

-- table plan_draft
CREATE TABLE plan_draft (
  case_id integer not null primary key references caseload (id),
  base_id integer references plan_version (id),
  started_on text not null check (started_on is date(started_on)),
  body text not null check (json_valid(body)),
  saved_at text not null,
  version integer not null
) strict;

-- table plan_evaluation
CREATE TABLE plan_evaluation (
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

-- table plan_handed
CREATE TABLE plan_handed (
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

-- table plan_state
CREATE TABLE plan_state (
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

-- table plan_suggestion
CREATE TABLE plan_suggestion (
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

-- table plan_trial
CREATE TABLE plan_trial (
  case_id integer not null references caseload (id),
  item integer not null,
  trial_id integer not null references trial_work (id),
  primary key (case_id, item)
) strict, without rowid;

-- table plan_version
CREATE TABLE plan_version (
  id integer primary key,
  case_id integer not null references caseload (id),
  number integer not null check (number > 0),
  base_id integer references plan_version (id),
  sealed_on text not null check (sealed_on is date(sealed_on)),
  body text not null check (json_valid(body)),
  recorded_at text not null,
  unique (case_id, number)
) strict;

-- table plan_void
CREATE TABLE plan_void (
  id integer primary key,
  case_id integer not null references caseload (id),
  subject text not null check (subject in ('plan_version', 'plan_handed', 'plan_evaluation')),
  subject_id integer not null,
  voided_on text not null check (voided_on is date(voided_on)),
  reason text not null check (reason != ''),
  recorded_at text not null,
  unique (subject, subject_id)
) strict;

-- table review_decision
CREATE TABLE review_decision (
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

-- table review_done
CREATE TABLE review_done (
  id integer primary key,
  unit text not null,
  import_id integer not null references list_import (id),
  done_on text not null check (done_on is date(done_on)),
  recorded_at text not null,
  undone_at text
) strict;

-- table schema_step
CREATE TABLE schema_step (number integer primary key, name text not null, checksum text not null, applied_at text not null) strict;

-- table screening_exception
CREATE TABLE screening_exception (
  id integer primary key,
  unit text not null,
  happened_on text not null check (happened_on is date(happened_on)),
  reason text not null check (length(trim(reason)) > 0),
  recorded_at text not null
) strict;

-- table search_term
CREATE TABLE search_term (
  term text not null,
  case_id integer not null references caseload (id),
  source text not null check (source in ('name', 'employer', 'physician')),
  primary key (term, case_id, source)
) strict, without rowid;

-- table setting
CREATE TABLE setting (
  name text not null primary key,
  value text not null
) strict;

-- table sheet_event
CREATE TABLE sheet_event (
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

-- table sick_leave
CREATE TABLE sick_leave (
  id integer primary key,
  patient_id integer not null references patient (id),
  unit text not null default '',
  first_day text not null check (first_day is date(first_day)),
  last_day text not null check (last_day is date(last_day)),
  length_days integer check (length_days >= 0),
  certificates integer check (certificates >= 0),
  degrees text not null default '[]' check (json_valid(degrees)),
  source text not null check (source in ('list', 'hand')),
  seen_on text check (seen_on is date(seen_on)),
  version integer not null
, voided_on text check (voided_on is date(voided_on))) strict;

-- table sick_leave_period
CREATE TABLE sick_leave_period (
  id integer primary key,
  sick_leave_id integer not null references sick_leave (id),
  first_day text not null check (first_day is date(first_day)),
  last_day text not null check (last_day is date(last_day)),
  degree integer check (degree in (25, 50, 75, 100))
) strict;

-- table signal
CREATE TABLE signal (
  id integer primary key,
  case_id integer references caseload (id),
  rule text not null,
  key text not null,
  stage text not null default '',
  starts_on text not null check (starts_on is date(starts_on)),
  ends_on text check (ends_on is date(ends_on)),
  due_on text check (due_on is date(due_on)),
  severity integer not null,
  title text not null,
  text text not null,
  todo text not null default '',
  law text not null default '',
  source text not null default '',
  facts text not null default '{}' check (json_valid(facts))
) strict;

-- table signal_answer
CREATE TABLE signal_answer (
  id integer primary key,
  case_id integer references caseload (id),
  rule text not null,
  key text not null,
  answer text not null check (answer in ('dismissed', 'postponed')),
  until text check (until is date(until)),
  reason text not null default '',
  answered_on text not null check (answered_on is date(answered_on)),
  recorded_at text not null,
  undone_at text
) strict;

-- table signal_basis
CREATE TABLE signal_basis (
  id integer primary key check (id = 1),
  fingerprint text not null
) strict;

-- table status_change
CREATE TABLE status_change (
  id integer primary key,
  case_id integer not null references caseload (id),
  status text not null,
  changed_on text not null check (changed_on is date(changed_on)),
  reason text not null,
  recorded_at text not null
) strict;

-- table trial_work
CREATE TABLE trial_work (
  id integer primary key,
  case_id integer not null references caseload (id),
  starts_on text not null check (starts_on is date(starts_on)),
  ends_on text not null check (ends_on is date(ends_on) and ends_on >= starts_on),
  told_fk_on text check (told_fk_on is date(told_fk_on)),
  voided_on text check (voided_on is date(voided_on)),
  void_reason text not null default '',
  recorded_at text not null,
  version integer not null
) strict;

-- table verified_mark
CREATE TABLE verified_mark (
  id integer primary key check (id = 1),
  history_id integer not null,
  hash blob not null
) strict;

-- trigger assignment_no_delete
CREATE TRIGGER assignment_no_delete before delete on assignment begin
  select raise(abort, 'an assignment is ended, never deleted');
end;

-- trigger caseload_no_delete
CREATE TRIGGER caseload_no_delete before delete on caseload begin
  select raise(abort, 'a case is voided, never deleted');
end;

-- trigger consent_event_no_delete
CREATE TRIGGER consent_event_no_delete before delete on consent_event begin
  select raise(abort, 'consent events are append-only');
end;

-- trigger consent_event_no_replace
CREATE TRIGGER consent_event_no_replace before insert on consent_event begin
  select raise(abort, 'consent events are append-only') where exists (select 1 from consent_event where id = new.id);
end;

-- trigger consent_event_no_update
CREATE TRIGGER consent_event_no_update before update on consent_event begin
  select raise(abort, 'consent events are append-only');
end;

-- trigger consent_no_delete
CREATE TRIGGER consent_no_delete before delete on consent begin
  select raise(abort, 'consents are append-only');
end;

-- trigger consent_no_replace
CREATE TRIGGER consent_no_replace before insert on consent begin
  select raise(abort, 'consents are append-only') where exists (select 1 from consent where id = new.id);
end;

-- trigger consent_no_update
CREATE TRIGGER consent_no_update before update on consent begin
  select raise(abort, 'consents are append-only');
end;

-- trigger contact_book_no_delete
CREATE TRIGGER contact_book_no_delete before delete on contact_book begin
  select raise(abort, 'an entry of the contact book is ended, never deleted');
end;

-- trigger contact_indexed
CREATE TRIGGER contact_indexed after insert on contact begin
  insert into contact_index (rowid, body, next_step) values (new.id, new.body, new.next_step);
end;

-- trigger contact_kva_no_delete
CREATE TRIGGER contact_kva_no_delete before delete on contact_kva begin
  select raise(abort, 'codes of a contact are append-only');
end;

-- trigger contact_kva_no_replace
CREATE TRIGGER contact_kva_no_replace before insert on contact_kva begin
  select raise(abort, 'codes of a contact are append-only') where exists (select 1 from contact_kva where id = new.id);
end;

-- trigger contact_kva_no_update
CREATE TRIGGER contact_kva_no_update before update on contact_kva begin
  select raise(abort, 'codes of a contact are append-only');
end;

-- trigger contact_no_delete
CREATE TRIGGER contact_no_delete before delete on contact begin
  select raise(abort, 'a contact is voided, never deleted');
end;

-- trigger contact_no_rewrite
CREATE TRIGGER contact_no_rewrite before update of case_id, happened_on, clock, channel, outcome, part, party, party_name,
  body, next_step, minutes, with_patient, ground, recorded_at, replaces_id, gate, ground_reason, consent_id on contact begin
  select raise(abort, 'a contact is replaced, never rewritten');
end;

-- trigger contact_struck_once
CREATE TRIGGER contact_struck_once before update of voided_on, void_reason, void_entered_on on contact
  when old.voided_on is not null begin
  select raise(abort, 'a contact is struck once');
end;

-- trigger follow_up_no_delete
CREATE TRIGGER follow_up_no_delete before delete on follow_up begin
  select raise(abort, 'a follow-up is closed or voided, never deleted');
end;

-- trigger guide_contact_no_delete
CREATE TRIGGER guide_contact_no_delete before delete on guide_contact begin
  select raise(abort, 'what a contact tells of is never taken away');
end;

-- trigger guide_contact_no_update
CREATE TRIGGER guide_contact_no_update before update on guide_contact begin
  select raise(abort, 'a contact tells of one guide, and of no other');
end;

-- trigger history_chained
CREATE TRIGGER history_chained before insert on history begin
  select raise(abort, 'history chain broken')
    where new.prev is not coalesce((select hash from history order by id desc limit 1), zeroblob(32));
  select raise(abort, 'history id must grow by one')
    where new.id is not coalesce((select max(id) from history), 0) + 1;
end;

-- trigger history_no_delete
CREATE TRIGGER history_no_delete before delete on history begin
  select raise(abort, 'history is append-only');
end;

-- trigger history_no_update
CREATE TRIGGER history_no_update before update on history begin
  select raise(abort, 'history is append-only');
end;

-- trigger history_payload_no_delete
CREATE TRIGGER history_payload_no_delete before delete on history_payload begin
  select raise(abort, 'history payloads are append-only');
end;

-- trigger history_payload_no_replace
CREATE TRIGGER history_payload_no_replace before insert on history_payload begin
  select raise(abort, 'history payloads are append-only') where exists
    (select 1 from history_payload where id = new.id);
end;

-- trigger history_payload_no_update
CREATE TRIGGER history_payload_no_update before update on history_payload begin
  select raise(abort, 'history payloads are append-only');
end;

-- trigger interview_answer_no_delete
CREATE TRIGGER interview_answer_no_delete before delete on interview_answer begin
  select raise(abort, 'answers are changed, never deleted');
end;

-- trigger interview_no_delete
CREATE TRIGGER interview_no_delete before delete on interview begin
  select raise(abort, 'an interview is voided, never deleted');
end;

-- trigger journaled_no_delete
CREATE TRIGGER journaled_no_delete before delete on journaled begin
  select raise(abort, 'journal marks are append-only');
end;

-- trigger journaled_no_replace
CREATE TRIGGER journaled_no_replace before insert on journaled begin
  select raise(abort, 'journal marks are append-only') where exists (select 1 from journaled where id = new.id);
end;

-- trigger journaled_no_update
CREATE TRIGGER journaled_no_update before update on journaled begin
  select raise(abort, 'journal marks are append-only');
end;

-- trigger meeting_no_delete
CREATE TRIGGER meeting_no_delete before delete on meeting begin
  select raise(abort, 'meetings are append-only');
end;

-- trigger meeting_no_replace
CREATE TRIGGER meeting_no_replace before insert on meeting begin
  select raise(abort, 'meetings are append-only') where exists (select 1 from meeting where id = new.id);
end;

-- trigger meeting_no_update
CREATE TRIGGER meeting_no_update before update on meeting begin
  select raise(abort, 'meetings are append-only');
end;

-- trigger meeting_step_no_delete
CREATE TRIGGER meeting_step_no_delete before delete on meeting_step begin
  select raise(abort, 'steps of a meeting are append-only');
end;

-- trigger meeting_step_no_replace
CREATE TRIGGER meeting_step_no_replace before insert on meeting_step begin
  select raise(abort, 'steps of a meeting are append-only') where exists (select 1 from meeting_step where id = new.id);
end;

-- trigger meeting_step_no_update
CREATE TRIGGER meeting_step_no_update before update on meeting_step begin
  select raise(abort, 'steps of a meeting are append-only');
end;

-- trigger note_no_delete
CREATE TRIGGER note_no_delete before delete on note begin
  select raise(abort, 'a note is voided, never deleted');
end;

-- trigger note_no_rewrite
CREATE TRIGGER note_no_rewrite before update of body, case_id, noted_on, recorded_at on note begin
  select raise(abort, 'a note is replaced, never rewritten');
end;

-- trigger patient_no_delete
CREATE TRIGGER patient_no_delete before delete on patient begin
  select raise(abort, 'a patient is never deleted');
end;

-- trigger plan_evaluation_no_delete
CREATE TRIGGER plan_evaluation_no_delete before delete on plan_evaluation begin
  select raise(abort, 'evaluations are append-only');
end;

-- trigger plan_evaluation_no_replace
CREATE TRIGGER plan_evaluation_no_replace before insert on plan_evaluation begin
  select raise(abort, 'evaluations are append-only') where exists (select 1 from plan_evaluation where id = new.id);
end;

-- trigger plan_evaluation_no_update
CREATE TRIGGER plan_evaluation_no_update before update on plan_evaluation begin
  select raise(abort, 'evaluations are append-only');
end;

-- trigger plan_handed_no_delete
CREATE TRIGGER plan_handed_no_delete before delete on plan_handed begin
  select raise(abort, 'what was handed out is append-only');
end;

-- trigger plan_handed_no_replace
CREATE TRIGGER plan_handed_no_replace before insert on plan_handed begin
  select raise(abort, 'what was handed out is append-only') where exists (select 1 from plan_handed where id = new.id);
end;

-- trigger plan_handed_no_update
CREATE TRIGGER plan_handed_no_update before update on plan_handed begin
  select raise(abort, 'what was handed out is append-only');
end;

-- trigger plan_suggestion_no_delete
CREATE TRIGGER plan_suggestion_no_delete before delete on plan_suggestion begin
  select raise(abort, 'a suggestion is dropped, never deleted');
end;

-- trigger plan_version_no_delete
CREATE TRIGGER plan_version_no_delete before delete on plan_version begin
  select raise(abort, 'a sealed plan never changes');
end;

-- trigger plan_version_no_replace
CREATE TRIGGER plan_version_no_replace before insert on plan_version begin
  select raise(abort, 'a sealed plan never changes') where exists (select 1 from plan_version where id = new.id
    or (case_id = new.case_id and number = new.number));
end;

-- trigger plan_version_no_update
CREATE TRIGGER plan_version_no_update before update on plan_version begin
  select raise(abort, 'a sealed plan never changes');
end;

-- trigger plan_void_no_delete
CREATE TRIGGER plan_void_no_delete before delete on plan_void begin
  select raise(abort, 'what was struck stays struck');
end;

-- trigger plan_void_no_replace
CREATE TRIGGER plan_void_no_replace before insert on plan_void begin
  select raise(abort, 'what was struck stays struck') where exists (select 1 from plan_void where id = new.id
    or (subject = new.subject and subject_id = new.subject_id));
end;

-- trigger plan_void_no_update
CREATE TRIGGER plan_void_no_update before update on plan_void begin
  select raise(abort, 'what was struck stays struck');
end;

-- trigger screening_exception_no_delete
CREATE TRIGGER screening_exception_no_delete before delete on screening_exception begin
  select raise(abort, 'exceptions are append-only');
end;

-- trigger screening_exception_no_update
CREATE TRIGGER screening_exception_no_update before update on screening_exception begin
  select raise(abort, 'exceptions are append-only');
end;

-- trigger sheet_event_no_delete
CREATE TRIGGER sheet_event_no_delete before delete on sheet_event begin
  select raise(abort, 'a paper is noted anew, never deleted');
end;

-- trigger sheet_event_no_update
CREATE TRIGGER sheet_event_no_update before update on sheet_event begin
  select raise(abort, 'a paper is noted anew, never changed');
end;

-- trigger status_change_no_delete
CREATE TRIGGER status_change_no_delete before delete on status_change begin
  select raise(abort, 'status changes are append-only');
end;

-- trigger status_change_no_replace
CREATE TRIGGER status_change_no_replace before insert on status_change begin
  select raise(abort, 'status changes are append-only') where exists
    (select 1 from status_change where id = new.id);
end;

-- trigger status_change_no_update
CREATE TRIGGER status_change_no_update before update on status_change begin
  select raise(abort, 'status changes are append-only');
end;

-- view case_overview
CREATE VIEW case_overview as
select
  c.id as case_id, c.number, p.id as patient_id, p.name, p.name_key, p.personnummer, p.birth_date, p.sex,
  p.protected, p.phone, p.interpreter, c.status, c.status_since, c.opened_on, c.unit, c.referred_by, c.referred_on,
  c.referred_why, c.consent_asked, c.consent_asked_on, c.employer, c.occupation, c.occupations, c.physician,
  c.diagnosis_code, c.diagnosis_text, c.co_diagnoses, c.sick_leave_id, c.first_day, c.last_day, s.length_days,
  s.certificates, s.degrees, c.next_on, c.next_step, c.waiting_for, c.waiting_until, c.last_contact_on,
  c.version as case_version, p.version as patient_version
from caseload c
join patient p on p.id = c.patient_id
left join sick_leave s on s.id = c.sick_leave_id
where c.voided_on is null;
