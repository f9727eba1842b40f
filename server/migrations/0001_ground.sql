-- Why: organisations are kept apart below the code. Every business table carries org_id first and a policy that asks app_org().
create function app_org() returns uuid language sql stable as
$$ select case when current_setting('app.org_id', true) ~ '^[0-9a-f-]{36}$' then current_setting('app.org_id', true)::uuid end $$;

create function app_system() returns boolean language sql stable as
$$ select current_setting('app.system', true) = 'on' $$;

-- Called once for each table: the wall between organisations, which holds for the owner of the tables too.
create function keep_apart(name text) returns void language plpgsql as $$
begin
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  execute format('create policy organisation on %I using (org_id = (select app_org()) or (select app_system())) with check (org_id = (select app_org()) or (select app_system()))', name);
end $$;

create table orgs (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  language text not null default 'zh-TW' check (language in ('zh-TW', 'zh-CN', 'en')),
  zone text not null default 'Asia/Taipei',
  region text not null default 'TW' check (region in ('TW', 'CN')),
  settings jsonb not null default '{}',
  created_at timestamptz(3) not null
);

create table number_series (
  org_id uuid not null references orgs,
  series text not null,
  day date not null,
  next bigint not null default 1,
  primary key (org_id, series, day)
);
select keep_apart('number_series');

create table idempotency_keys (
  org_id uuid not null,
  principal text not null,
  key text not null check (length(key) between 1 and 255),
  route text not null,
  body_hash text not null,
  status int,
  reply jsonb,
  created_at timestamptz(3) not null default now(),
  primary key (org_id, principal, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);
select keep_apart('idempotency_keys');

-- Work to be done later, added in the transaction that causes it. A lease says who is on it; the fence says whose word counts.
create table jobs (
  org_id uuid not null,
  id uuid not null,
  kind text not null,
  key text,
  payload jsonb not null,
  runs_at timestamptz(3) not null,
  attempts int not null default 0,
  fence bigint not null default 0,
  leased_until timestamptz(3),
  leased_by text,
  state text not null default 'waiting' check (state in ('waiting', 'dead')),
  last_error text,
  created_at timestamptz(3) not null default now(),
  primary key (org_id, id)
);
create unique index jobs_key on jobs (org_id, kind, key) where key is not null;
create index jobs_due on jobs (runs_at) where state = 'waiting';
select keep_apart('jobs');

create table blobs (
  org_id uuid not null,
  id uuid not null,
  sha256 text not null,
  bytes bigint not null,
  name text not null,
  media_type text not null,
  created_by uuid,
  created_at timestamptz(3) not null,
  primary key (org_id, id)
);
select keep_apart('blobs');

-- Who changed which setting, from what to what. Business happenings are facts; this is for the rest.
create table audit_entries (
  org_id uuid not null,
  id uuid not null,
  at timestamptz(3) not null,
  actor_id uuid,
  actor_name text not null,
  action text not null,
  noun text not null,
  noun_id text,
  before jsonb,
  after jsonb,
  primary key (org_id, id)
);
create index audit_entries_noun on audit_entries (org_id, noun, noun_id, at);
select keep_apart('audit_entries');
