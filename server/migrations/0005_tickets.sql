-- Why: the main job. A ticket is its facts; the row beside them is a copy for lists, search and sorting.
create table tickets (
  org_id uuid not null references orgs,
  id uuid not null,
  number text not null,
  type text not null,
  title text not null check (length(title) between 1 and 300),
  description text not null default '',
  channel text not null,
  status text not null,
  severity text,
  level text,
  zone text,
  phase text,
  customer_id uuid not null,
  site_id uuid,
  asset_id uuid,
  contact_id uuid,
  caller_name text,
  caller_phone text,
  agreement_id uuid,
  plan_version_id uuid,
  holder_id uuid,
  team_id uuid,
  holder_accepted_at timestamptz(3),
  merged_into_id uuid,
  tags text[] not null default '{}',
  next_due_at timestamptz(3),
  next_rule text,
  next_state text check (next_state in ('running', 'paused', 'broken')),
  broken_count int not null default 0,
  registered_at timestamptz(3) not null,
  resolved_at timestamptz(3),
  closed_at timestamptz(3),
  updated_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  progress_token_hash bytea,
  rating int,
  search tsvector not null default '',
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, number),
  foreign key (org_id, customer_id) references customers (org_id, id)
);
create index tickets_open_due on tickets (org_id, next_due_at nulls last, id) where closed_at is null and deleted_at is null;
create index tickets_holder_open on tickets (org_id, holder_id, next_due_at nulls last) where closed_at is null and deleted_at is null;
create index tickets_customer on tickets (org_id, customer_id, id desc);
create index tickets_asset on tickets (org_id, asset_id, id desc) where asset_id is not null;
create index tickets_recent on tickets (org_id, id desc) where deleted_at is null;
create index tickets_search on tickets using gin (search);
create index tickets_open_search on tickets using gin (search) where closed_at is null and deleted_at is null;
create unique index tickets_progress on tickets (progress_token_hash) where progress_token_hash is not null;
select keep_apart('tickets');

create table facts (
  org_id uuid not null,
  id uuid not null,
  kind text not null,
  subject_kind text not null check (subject_kind in ('ticket', 'agreement')),
  subject_id uuid not null,
  happened_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  by_id uuid,
  by_name text,
  data jsonb not null default '{}',
  body text,
  corrects uuid,
  primary key (org_id, id)
);
create index facts_subject on facts (org_id, subject_id, recorded_at, id);
select keep_apart('facts');

-- Facts are never edited or removed, whatever the code believes.
create function facts_are_kept() returns trigger language plpgsql as $$ begin raise exception 'facts_are_kept'; end $$;
create trigger facts_are_kept before update or delete on facts for each row execute function facts_are_kept();

create table promises (
  org_id uuid not null,
  id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  key text not null,
  rule_id text not null,
  clause text not null,
  plan_version_id uuid not null,
  customer_id uuid not null,
  agreement_id uuid not null,
  state text not null,
  started_at timestamptz(3) not null,
  due_at timestamptz(3),
  late_after timestamptz(3),
  met_at timestamptz(3),
  broken_at timestamptz(3),
  explained text,
  reading jsonb not null,
  primary key (org_id, id),
  unique (org_id, subject_id, key)
);
create index promises_open on promises (org_id, due_at) where state in ('running', 'paused');
create index promises_clause on promises (org_id, plan_version_id, clause, state);
create index promises_customer on promises (org_id, customer_id, state, due_at);
select keep_apart('promises');

create table promise_entries (
  org_id uuid not null,
  subject_id uuid not null,
  n int not null,
  promise_key text not null,
  kind text not null,
  at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  fact_id uuid not null,
  due_at timestamptz(3),
  data jsonb not null default '{}',
  primary key (org_id, subject_id, n)
);
create index promise_entries_key on promise_entries (org_id, subject_id, promise_key, n);
select keep_apart('promise_entries');

-- The next strikes of the clocks. A row is claimed with a lease and a fence and deleted in the transaction of its effect.
create table timers (
  org_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  promise_key text not null,
  mark text not null,
  fires_at timestamptz(3) not null,
  fence bigint not null default 0,
  leased_until timestamptz(3),
  leased_by text,
  attempts int not null default 0,
  last_error text,
  primary key (org_id, subject_id, promise_key, mark)
);
create index timers_due on timers (fires_at);
select keep_apart('timers');

create table attachments (
  org_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  blob_id uuid not null,
  fact_id uuid,
  is_public boolean not null default false,
  primary key (org_id, id),
  foreign key (org_id, ticket_id) references tickets (org_id, id),
  foreign key (org_id, blob_id) references blobs (org_id, id)
);
create index attachments_ticket on attachments (org_id, ticket_id);
select keep_apart('attachments');

create table ticket_links (
  org_id uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  kind text not null check (kind in ('related', 'duplicate', 'child', 'cause')),
  primary key (org_id, from_id, to_id, kind),
  foreign key (org_id, from_id) references tickets (org_id, id),
  foreign key (org_id, to_id) references tickets (org_id, id)
);
select keep_apart('ticket_links');

create table forms (
  org_id uuid not null,
  id uuid not null,
  number text not null,
  code text not null,
  plan_version_id uuid not null,
  ticket_id uuid,
  agreement_id uuid,
  customer_id uuid not null,
  asset_id uuid,
  fields jsonb not null,
  signatures jsonb not null default '[]',
  state text not null check (state in ('draft', 'filed')),
  author_id uuid,
  created_at timestamptz(3) not null,
  filed_at timestamptz(3),
  keep_until date,
  primary key (org_id, id),
  unique (org_id, number)
);
create index forms_ticket on forms (org_id, ticket_id);
create index forms_customer on forms (org_id, customer_id, filed_at desc);
create index forms_asset on forms (org_id, asset_id, filed_at desc);
select keep_apart('forms');

create table saved_views (
  org_id uuid not null,
  id uuid not null,
  owner_id uuid not null,
  is_shared boolean not null default false,
  is_pinned boolean not null default false,
  title text not null check (length(title) between 1 and 60),
  noun text not null default 'ticket',
  filter jsonb not null,
  columns jsonb not null default '[]',
  position int not null default 0,
  created_at timestamptz(3) not null,
  primary key (org_id, id)
);
select keep_apart('saved_views');

create table drafts (
  org_id uuid not null,
  person_id uuid not null,
  subject text not null,
  body jsonb not null,
  saved_at timestamptz(3) not null,
  primary key (org_id, person_id, subject)
);
select keep_apart('drafts');

create table notices (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  kind text not null,
  subject_kind text not null,
  subject_id uuid not null,
  data jsonb not null default '{}',
  created_at timestamptz(3) not null,
  read_at timestamptz(3),
  primary key (org_id, id)
);
create index notices_person on notices (org_id, person_id, created_at desc);
select keep_apart('notices');

create table webhooks (
  org_id uuid not null references orgs,
  id uuid not null,
  url text not null,
  secret text not null,
  events text[] not null,
  is_active boolean not null default true,
  created_at timestamptz(3) not null,
  primary key (org_id, id)
);
select keep_apart('webhooks');

-- What leaves the house: mail and webhooks, each with the id of the event it tells of.
create table deliveries (
  org_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  channel text not null check (channel in ('mail', 'webhook')),
  target text not null,
  subject text not null default '',
  payload jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'skipped')),
  attempts int not null default 0,
  last_error text,
  due_at timestamptz(3),
  created_at timestamptz(3) not null,
  leased_until timestamptz(3),
  sent_at timestamptz(3),
  primary key (org_id, id),
  unique (org_id, event_id, channel, target)
);
create index deliveries_due on deliveries (channel, due_at) where state = 'waiting';
select keep_apart('deliveries');
