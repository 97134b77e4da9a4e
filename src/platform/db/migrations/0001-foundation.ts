/**
 * The first schema, in the SQL both engines read alike: text, bigint, integer, smallint.
 * No sequences, extensions or engine types; ids and sort keys are made by the program.
 */
export const statements = [
  `create table community (
    id text primary key check (id = 'here'),
    name text not null,
    join_policy text not null check (join_policy in ('open', 'invite', 'approval')),
    list_visibility text not null check (list_visibility in ('members', 'everyone')),
    languages text not null,
    locale text not null,
    minimum_age integer not null check (minimum_age between 13 and 99),
    tick_days integer not null check (tick_days between 7 and 730),
    set_up_at bigint not null,
    version integer not null
  )`,
  `create table members (
    id text primary key,
    status text not null check (status in ('invited', 'waiting', 'active')),
    name text not null,
    name_key text not null,
    pronouns text not null default '',
    own_words text not null default '',
    place text not null default '',
    time_zone text not null default '',
    locale text not null default '',
    theme text not null default '',
    week_hours text not null default '',
    avatar_id text,
    public_card_at bigint,
    external_id text,
    invite_id text,
    age_confirmed_at bigint,
    conduct_version integer,
    conduct_agreed_at bigint,
    joined_at bigint,
    created_at bigint not null,
    updated_at bigint not null,
    version integer not null default 1
  )`,
  `create unique index members_external_id on members (external_id) where external_id is not null`,
  `create index members_status_name on members (status, name_key, id)`,
  `create table community_pages (
    slug text not null,
    version integer not null,
    title text not null,
    body text not null,
    saved_at bigint not null,
    saved_by text references members (id) on delete set null,
    primary key (slug, version)
  )`,
  `create table member_languages (
    member_id text not null references members (id) on delete cascade,
    language text not null,
    primary key (member_id, language)
  )`,
  `create table member_links (
    member_id text not null references members (id) on delete cascade,
    position integer not null,
    url text not null,
    primary key (member_id, position)
  )`,
  `create table organisers (
    member_id text primary key references members (id) on delete cascade,
    appointed_by text references members (id) on delete set null,
    appointed_at bigint not null
  )`,
  `create table organiser_acts (
    id text primary key,
    member_id text not null,
    act text not null,
    about text not null,
    at bigint not null
  )`,
  `create table offers (
    member_id text primary key references members (id) on delete cascade,
    available_at bigint,
    confirmed_at bigint,
    reminded_at bigint,
    lapsed_at bigint,
    capacity integer not null check (capacity between 1 and 50),
    held integer not null default 0 check (held >= 0),
    meet smallint not null check (meet in (0, 1)),
    review smallint not null check (review in (0, 1)),
    answer smallint not null check (answer in (0, 1)),
    swap smallint not null check (swap in (0, 1)),
    reply_days integer not null check (reply_days between 1 and 30),
    terms text not null check (terms in ('free', 'charges', 'pay_what_feels_right')),
    amount integer check (amount is null or amount > 0),
    currency text not null default '',
    terms_note text not null default '',
    first_chat_free smallint not null default 0 check (first_chat_free in (0, 1)),
    who_may_write text not null check (who_may_write in ('everyone', 'learners')),
    check (available_at is null or confirmed_at is not null)
  )`,
  `create index offers_confirmed on offers (confirmed_at) where available_at is not null`,
  `create table avatars (
    id text primary key,
    member_id text not null references members (id) on delete cascade,
    webp text not null,
    created_at bigint not null
  )`,
  `create index avatars_member on avatars (member_id)`,
  `create table favourites (
    member_id text not null references members (id) on delete cascade,
    other_id text not null references members (id) on delete cascade,
    since bigint not null,
    primary key (member_id, other_id)
  )`,
  `create index favourites_other on favourites (other_id)`,
  `create table not_for_me (
    member_id text not null references members (id) on delete cascade,
    other_id text not null references members (id) on delete cascade,
    since bigint not null,
    primary key (member_id, other_id)
  )`,
  `create index not_for_me_other on not_for_me (other_id)`,
  `create table skills (
    id text primary key,
    name text not null,
    skill_key text not null unique,
    added_by text references members (id) on delete set null,
    added_at bigint not null,
    merged_into text references skills (id),
    merged_by text,
    merged_at bigint
  )`,
  `create table skill_aliases (
    alias_key text primary key,
    skill_id text not null references skills (id) on delete cascade
  )`,
  `create index skill_aliases_skill on skill_aliases (skill_id)`,
  `create table shared_skills (
    member_id text not null references members (id) on delete cascade,
    skill_id text not null references skills (id),
    confidence smallint not null check (confidence between 1 and 3),
    primary key (member_id, skill_id)
  )`,
  `create index shared_skills_skill on shared_skills (skill_id)`,
  `create table wanted_skills (
    member_id text not null references members (id) on delete cascade,
    skill_id text not null references skills (id),
    priority smallint not null check (priority between 1 and 3),
    primary key (member_id, skill_id)
  )`,
  `create index wanted_skills_skill on wanted_skills (skill_id)`,
  `create table listings (
    member_id text primary key references members (id) on delete cascade,
    revision bigint not null,
    listed smallint not null check (listed in (0, 1)),
    fresh_until bigint not null,
    card text not null
  )`,
  `create index listings_revision on listings (revision)`,
  `create table listing_revision (
    id text primary key check (id = 'here'),
    revision bigint not null
  )`,
  `insert into listing_revision (id, revision) values ('here', 0)`,
  `create table emails (
    member_id text primary key references members (id) on delete cascade,
    address text not null,
    address_key text not null unique,
    verified_at bigint
  )`,
  `create table invites (
    id text primary key,
    created_by text not null references members (id) on delete cascade,
    created_at bigint not null,
    expires_at bigint,
    ended_at bigint,
    uses integer not null default 0
  )`,
  `create table sign_in_links (
    id text primary key,
    token_hash text not null unique,
    purpose text not null check (purpose in ('sign_in', 'first_run', 'invitation', 'handed')),
    address text not null,
    address_key text not null,
    member_id text references members (id) on delete cascade,
    invite_id text references invites (id) on delete set null,
    return_to text not null default '/',
    browser_hash text,
    code_hash text,
    code_tries integer not null default 0,
    asked_from text not null default '',
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint
  )`,
  `create index sign_in_links_expires on sign_in_links (expires_at)`,
  `create index sign_in_links_address on sign_in_links (address_key, expires_at)`,
  `create table email_changes (
    id text primary key,
    member_id text not null references members (id) on delete cascade,
    new_address text not null,
    new_address_key text not null,
    old_address text not null,
    old_token_hash text not null unique,
    new_token_hash text not null unique,
    old_confirmed_at bigint,
    new_confirmed_at bigint,
    changed_at bigint,
    undo_token_hash text unique,
    undone_at bigint,
    created_at bigint not null,
    expires_at bigint not null
  )`,
  `create index email_changes_member on email_changes (member_id)`,
  `create table sessions (
    id text primary key,
    token_hash text not null unique,
    member_id text not null references members (id) on delete cascade,
    device text not null,
    created_at bigint not null,
    seen_at bigint not null,
    expires_at bigint not null
  )`,
  `create index sessions_member on sessions (member_id)`,
  `create index sessions_expires on sessions (expires_at)`,
  `create table passkeys (
    id text primary key,
    member_id text not null references members (id) on delete cascade,
    public_key text not null,
    counter bigint not null,
    transports text not null,
    name text not null,
    created_at bigint not null,
    used_at bigint
  )`,
  `create index passkeys_member on passkeys (member_id)`,
  `create table passkey_challenges (
    id text primary key,
    challenge text not null,
    member_id text references members (id) on delete cascade,
    expires_at bigint not null
  )`,
  `create table identities (
    provider text not null,
    subject text not null,
    member_id text not null references members (id) on delete cascade,
    linked_at bigint not null,
    primary key (provider, subject)
  )`,
  `create index identities_member on identities (member_id)`,
  `create table provider_flows (
    state_hash text primary key,
    provider text not null,
    verifier text not null,
    nonce text not null,
    browser_hash text not null,
    member_id text references members (id) on delete cascade,
    invite_id text references invites (id) on delete set null,
    return_to text not null,
    expires_at bigint not null
  )`,
  `create table jobs (
    id text primary key,
    kind text not null,
    job_key text not null,
    payload text not null,
    due_at bigint not null,
    attempts integer not null default 0,
    locked_until bigint not null default 0,
    done_at bigint,
    given_up_at bigint,
    last_error text,
    created_at bigint not null
  )`,
  `create unique index jobs_waiting_key on jobs (kind, job_key) where done_at is null and given_up_at is null`,
  `create index jobs_due on jobs (due_at) where done_at is null and given_up_at is null`,
  `create table mails (
    id text primary key,
    mail_key text not null unique,
    category text not null,
    to_address text not null,
    to_name text not null,
    subject text not null,
    sealed_body text not null,
    created_at bigint not null,
    sent_at bigint
  )`,
  `create index mails_created on mails (created_at)`,
  `create table once_keys (
    once_key text primary key,
    started_at bigint not null,
    outcome text
  )`,
  `create index once_keys_started on once_keys (started_at)`,
  `create table rate_counts (
    bucket text primary key,
    window_ends bigint not null,
    count integer not null
  )`,
  `create index rate_counts_ends on rate_counts (window_ends)`,
] as const;
