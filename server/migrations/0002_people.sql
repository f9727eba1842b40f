-- Why: who works here, what they may do, when they are on duty, and how they prove who they are.
create table roles (
  org_id uuid not null references orgs,
  id uuid not null,
  code text not null,
  title jsonb not null,
  permissions text[] not null,
  scope text not null default 'all' check (scope in ('all', 'team', 'own')),
  template text,
  primary key (org_id, id),
  unique (org_id, code)
);
select keep_apart('roles');

create table people (
  org_id uuid not null references orgs,
  id uuid not null,
  name text not null check (length(name) between 1 and 100),
  email text not null check (length(email) between 3 and 254),
  phone text,
  kind text not null default 'staff' check (kind in ('staff', 'customer', 'dealer')),
  role_id uuid not null,
  customer_id uuid,
  manager_id uuid,
  language text check (language in ('zh-TW', 'zh-CN', 'en')),
  preferences jsonb not null default '{}',
  password_hash text,
  totp_secret text,
  totp_confirmed_at timestamptz(3),
  totp_last_step bigint,
  qualifications text[] not null default '{}',
  position text,
  is_active boolean not null default true,
  initials text not null default '',
  created_at timestamptz(3) not null,
  primary key (org_id, id),
  foreign key (org_id, role_id) references roles (org_id, id)
);
create unique index people_email on people (lower(email));
create index people_role on people (org_id, role_id);
select keep_apart('people');

create table teams (
  org_id uuid not null references orgs,
  id uuid not null,
  name text not null check (length(name) between 1 and 100),
  lead_id uuid,
  primary key (org_id, id)
);
select keep_apart('teams');

create table team_members (
  org_id uuid not null,
  team_id uuid not null,
  person_id uuid not null,
  primary key (org_id, team_id, person_id),
  foreign key (org_id, team_id) references teams (org_id, id) on delete cascade,
  foreign key (org_id, person_id) references people (org_id, id)
);
select keep_apart('team_members');

create table roster_shifts (
  org_id uuid not null,
  id uuid not null,
  roster text not null,
  person_id uuid not null,
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  note text,
  primary key (org_id, id),
  foreign key (org_id, person_id) references people (org_id, id),
  check (ends_at > starts_at)
);
create index roster_shifts_span on roster_shifts (org_id, roster, starts_at, ends_at);
select keep_apart('roster_shifts');

create table sessions (
  org_id uuid not null,
  id uuid not null,
  token_hash bytea not null,
  person_id uuid not null,
  view_as_role_id uuid,
  created_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  user_agent text,
  primary key (org_id, id),
  foreign key (org_id, person_id) references people (org_id, id)
);
create unique index sessions_token on sessions (token_hash);
create index sessions_person on sessions (org_id, person_id);
select keep_apart('sessions');

create table api_keys (
  org_id uuid not null,
  id uuid not null,
  name text not null check (length(name) between 1 and 100),
  token_hash bytea not null,
  hint text not null,
  permissions text[] not null,
  created_by uuid not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3),
  revoked_at timestamptz(3),
  last_used_at timestamptz(3),
  primary key (org_id, id)
);
create unique index api_keys_token on api_keys (token_hash);
select keep_apart('api_keys');

create table recovery_links (
  org_id uuid not null,
  id uuid not null,
  token_hash bytea not null,
  person_id uuid not null,
  purpose text not null check (purpose in ('reset', 'invite')),
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  primary key (org_id, id)
);
create unique index recovery_links_token on recovery_links (token_hash);
select keep_apart('recovery_links');

-- Counts of attempts by subject (an account, a network address, a QR code) in fixed windows; shared by all nodes.
create table attempt_counts (
  subject text not null,
  window_start timestamptz(3) not null,
  attempts int not null default 1,
  primary key (subject, window_start)
);
