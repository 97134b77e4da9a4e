/** Meetings: the rhythm two people keep, what they change about it, and what they write down. */
export const statements = [
  `alter table community add column meeting_base text not null default ''`,

  `create table series (
    id text primary key,
    pairing_id text not null references pairings (id) on delete cascade,
    zone text not null,
    start_date text not null,
    minute integer not null,
    minutes integer not null,
    rhythm text not null,
    until_date text,
    count integer,
    place_kind text not null,
    place text not null default '',
    sequence integer not null default 0,
    follows_id text references series (id) on delete set null,
    asked_fewer_at bigint,
    seen_until bigint not null,
    began_at bigint not null,
    changed_at bigint not null,
    ended_at bigint
  )`,
  `create index series_pairing on series (pairing_id)`,
  `create unique index series_one_running on series (pairing_id) where ended_at is null`,
  `create table series_changes (
    id text primary key,
    series_id text not null references series (id) on delete cascade,
    kind text not null check (kind in ('skip', 'move', 'pause')),
    date text not null,
    to_date text,
    to_minute integer,
    to_zone text,
    made_at bigint not null
  )`,
  `create index series_changes_series on series_changes (series_id, made_at, id)`,
  `create table meetings (
    id text primary key,
    pairing_id text not null references pairings (id) on delete cascade,
    series_id text references series (id) on delete cascade,
    date text not null,
    at bigint not null,
    ends_at bigint not null,
    state text not null check (state in ('planned', 'called_off', 'happened', 'did_not_happen')),
    place_kind text not null,
    place text not null default '',
    sequence integer not null default 0,
    moved smallint not null default 0,
    logged smallint not null default 0,
    changed_at bigint not null,
    reminded_day bigint,
    reminded_hour bigint
  )`,
  `create unique index meetings_day on meetings (series_id, date) where series_id is not null`,
  `create index meetings_pairing on meetings (pairing_id, at)`,
  `create index meetings_at on meetings (state, at)`,
  // The sweep of reminders reads these: told meetings leave them, so that it finds what is due at once.
  `create index meetings_untold_day on meetings ((case when state = 'planned' and (reminded_day is null or reminded_day <> at) then at end), id)`,
  `create index meetings_untold_hour on meetings ((case when state = 'planned' and (reminded_hour is null or reminded_hour <> at) then at end), id)`,
  `create table booked_quarters (
    member_id text not null references members (id) on delete cascade,
    quarter bigint not null,
    meeting_id text not null references meetings (id) on delete cascade,
    primary key (member_id, quarter)
  )`,
  `create index booked_quarters_meeting on booked_quarters (meeting_id)`,
  `create table meeting_suggestions (
    id text primary key,
    pairing_id text not null references pairings (id) on delete cascade,
    subject text not null,
    kind text not null check (kind in ('times', 'rhythm', 'move', 'skip', 'move_all', 'pause')),
    details text not null,
    suggested_by text references members (id) on delete set null,
    suggested_at bigint not null,
    state text not null check (state in ('open', 'agreed', 'replaced', 'withdrawn', 'gone')),
    answered_at bigint
  )`,
  `create unique index meeting_suggestions_one on meeting_suggestions (pairing_id, subject) where state = 'open'`,
  `create table agenda_items (
    id text primary key,
    pairing_id text not null references pairings (id) on delete cascade,
    meeting_id text references meetings (id) on delete set null,
    from_id text not null references members (id) on delete cascade,
    words text not null,
    added_at bigint not null,
    done_at bigint,
    removed_at bigint
  )`,
  `create index agenda_items_pairing on agenda_items (pairing_id, added_at)`,
  `create table meeting_notes (
    meeting_id text not null references meetings (id) on delete cascade,
    version integer not null,
    body text not null,
    saved_by text references members (id) on delete set null,
    saved_at bigint not null,
    primary key (meeting_id, version)
  )`,
  `create table private_notes (
    meeting_id text not null references meetings (id) on delete cascade,
    member_id text not null references members (id) on delete cascade,
    body text not null,
    saved_at bigint not null,
    primary key (meeting_id, member_id)
  )`,
  `create table action_items (
    id text primary key,
    pairing_id text not null references pairings (id) on delete cascade,
    meeting_id text references meetings (id) on delete set null,
    for_id text not null references members (id) on delete cascade,
    words text not null,
    added_at bigint not null,
    done_at bigint,
    removed_at bigint
  )`,
  `create index action_items_pairing on action_items (pairing_id, added_at)`,
  `create table reminder_choices (
    member_id text primary key references members (id) on delete cascade,
    day_before smallint not null,
    hour_before smallint not null
  )`,
  `create table days_off (
    id text primary key,
    member_id text not null references members (id) on delete cascade,
    from_date text not null,
    to_date text not null
  )`,
  `create index days_off_member on days_off (member_id)`,

  `create table feeds (
    id text primary key,
    member_id text not null references members (id) on delete cascade,
    token_hash text not null unique,
    sealed_token text not null,
    mode text not null check (mode in ('details', 'busy')),
    made_at bigint not null,
    used_at bigint,
    warned_at bigint,
    ended_at bigint
  )`,
  `create index feeds_member on feeds (member_id)`,
  `create table sent_invitations (
    about_id text not null,
    member_id text not null references members (id) on delete cascade,
    pairing_id text not null references pairings (id) on delete cascade,
    kind text not null check (kind in ('series', 'meeting')),
    sequence integer not null,
    sent_at bigint not null,
    primary key (about_id, member_id)
  )`,
  `create index sent_invitations_pairing on sent_invitations (pairing_id)`,
  `create table busy_calendars (
    id text primary key,
    member_id text not null references members (id) on delete cascade,
    sealed_address text not null,
    host text not null,
    added_at bigint not null,
    fetched_at bigint,
    problem text not null default ''
  )`,
  `create index busy_calendars_member on busy_calendars (member_id)`,
  `create table busy_times (
    calendar_id text not null references busy_calendars (id) on delete cascade,
    starts_at bigint not null,
    ends_at bigint not null
  )`,
  `create index busy_times_calendar on busy_times (calendar_id, starts_at)`,
] as const;
