/** Reviews: code two people look at together. Questions: what one asks, and what may become known to all. */
export const statements = [
  `alter table community add column asks_around smallint not null default 1`,

  `create table reviews (
    id text primary key,
    pairing_id text not null references pairings (id) on delete cascade,
    author_id text not null references members (id) on delete cascade,
    title text not null,
    look_at text not null default '',
    leave_out text not null default '',
    link text not null default '',
    state text not null check (state in ('drafted', 'open', 'wrapped_up')),
    turn text not null check (turn in ('author', 'reviewer')),
    turn_since bigint not null,
    drafted_at bigint not null,
    asked_at bigint,
    changed_at bigint not null,
    wrapped_up_at bigint
  )`,
  `create index reviews_pairing on reviews (pairing_id, changed_at)`,
  `create table texts (
    id text primary key,
    review_id text not null references reviews (id) on delete cascade,
    hash text not null,
    body text not null,
    spans text not null,
    bytes integer not null,
    line_count integer not null
  )`,
  `create unique index texts_hash on texts (review_id, hash)`,
  `create table revisions (
    id text primary key,
    review_id text not null references reviews (id) on delete cascade,
    number integer not null,
    note text not null default '',
    drafted_at bigint not null,
    sent_at bigint
  )`,
  `create unique index revisions_number on revisions (review_id, number)`,
  `create table revision_files (
    id text primary key,
    revision_id text not null references revisions (id) on delete cascade,
    position integer not null,
    path text not null,
    old_path text,
    change text not null check (change in ('added', 'changed', 'removed', 'renamed', 'same')),
    is_binary smallint not null default 0,
    language text not null default '',
    before_id text references texts (id) deferrable initially deferred,
    after_id text references texts (id) deferrable initially deferred,
    added integer not null default 0,
    removed integer not null default 0
  )`,
  `create unique index revision_files_path on revision_files (revision_id, path)`,
  `create table comments (
    id text primary key,
    review_id text not null references reviews (id) on delete cascade,
    revision_id text not null references revisions (id) on delete cascade,
    reply_to text references comments (id) on delete cascade,
    path text,
    side text check (side in ('before', 'after')),
    from_line integer,
    to_line integer,
    kind text check (kind in ('nice', 'question', 'idea', 'worth_fixing')),
    body text not null,
    suggestion text,
    version integer not null default 1,
    from_id text not null references members (id) on delete cascade,
    drafted_at bigint not null,
    sent_at bigint,
    sorted_at bigint,
    taken_at bigint,
    removed_at bigint
  )`,
  `create index comments_review on comments (review_id, drafted_at)`,
  `create table looks (
    id text primary key,
    review_id text not null references reviews (id) on delete cascade,
    revision_id text not null references revisions (id) on delete cascade,
    member_id text not null references members (id) on delete cascade,
    words text not null default '',
    looked_at bigint not null
  )`,
  `create index looks_review on looks (review_id, looked_at)`,
  `create table picked_up (
    review_id text not null references reviews (id) on delete cascade,
    member_id text not null references members (id) on delete cascade,
    words text not null,
    written_at bigint not null,
    primary key (review_id, member_id)
  )`,

  `create table questions (
    id text primary key,
    asker_id text not null references members (id) on delete cascade,
    pairing_id text references pairings (id) on delete cascade,
    skill_id text references skills (id) on delete set null,
    title text not null,
    body text not null,
    tried text not null default '',
    tried_for text not null default '',
    about_kind text check (about_kind in ('meeting', 'review')),
    about_id text,
    state text not null check (state in ('open', 'helped', 'closed')),
    turn text not null check (turn in ('asker', 'answerer')),
    asked_at bigint not null,
    changed_at bigint not null,
    promised_by bigint,
    offered_at bigint,
    widened_at bigint,
    rounds integer not null default 0,
    round_at bigint
  )`,
  `create index questions_asker on questions (asker_id, changed_at)`,
  `create index questions_pairing on questions (pairing_id, changed_at)`,
  `create table question_people (
    question_id text not null references questions (id) on delete cascade,
    member_id text not null references members (id) on delete cascade,
    came text not null check (came in ('partner', 'asked_around')),
    invited_at bigint not null,
    passed_at bigint,
    primary key (question_id, member_id)
  )`,
  `create index question_people_member on question_people (member_id, invited_at)`,
  `create table posts (
    id text primary key,
    question_id text not null references questions (id) on delete cascade,
    from_id text not null references members (id) on delete cascade,
    seen_by text not null check (seen_by in ('partners', 'everyone_asked')),
    body text not null,
    written_at bigint not null,
    helped_at bigint,
    thanks text not null default '',
    removed_at bigint
  )`,
  `create index posts_question on posts (question_id, written_at)`,
  `create table asked_around_choices (
    member_id text primary key references members (id) on delete cascade,
    is_willing smallint not null
  )`,

  `create table shared_answers (
    id text primary key,
    question_id text references questions (id) on delete set null,
    skill_id text references skills (id) on delete set null,
    edition integer not null,
    title text not null,
    question text not null,
    answer text not null,
    state text not null check (state in ('suggested', 'shared', 'taken_back')),
    voices integer not null default 1,
    suggested_at bigint not null,
    shared_at bigint,
    changed_at bigint not null
  )`,
  `create unique index shared_answers_question on shared_answers (question_id) where question_id is not null`,
  `create index shared_answers_state on shared_answers (state, shared_at)`,
  `create table shared_answer_people (
    shared_answer_id text not null references shared_answers (id) on delete cascade,
    member_id text not null references members (id) on delete cascade,
    part text not null check (part in ('asked', 'answered')),
    agreed_edition integer,
    agreed_at bigint,
    is_named smallint not null default 1,
    primary key (shared_answer_id, member_id)
  )`,
  `create table shared_answer_terms (
    term text not null,
    shared_answer_id text not null references shared_answers (id) on delete cascade,
    weight integer not null,
    primary key (term, shared_answer_id)
  )`,
] as const;
