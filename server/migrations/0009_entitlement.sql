-- Why: what was decided about cover is counted and looked up by cause, plan and day; the facts themselves stay where they are.
create table cover_decisions (
  org_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('cause', 'check', 'grant', 'override', 'extension')),
  fact_id uuid not null,
  customer_id uuid not null,
  asset_id uuid,
  ticket_id uuid,
  plan text,
  cause text,
  cause_title jsonb,
  party text,
  excluded text,
  clause text,
  state text,
  until_day date,
  reason text,
  decided_at timestamptz(3) not null,
  decided_by uuid,
  decided_name text,
  -- A later choice of the cause of the same ticket takes the place of this one in every count.
  is_current boolean not null default true,
  primary key (org_id, id),
  foreign key (org_id, customer_id) references customers (org_id, id)
);
create index cover_decisions_asset on cover_decisions (org_id, asset_id, id desc) where asset_id is not null;
create index cover_decisions_ticket on cover_decisions (org_id, ticket_id, id desc) where ticket_id is not null;
create index cover_decisions_count on cover_decisions (org_id, kind, decided_at);
select keep_apart('cover_decisions');

create table cover_limits (
  org_id uuid not null references orgs,
  goodwill_days int not null,
  goodwill_per_year int not null,
  primary key (org_id)
);
select keep_apart('cover_limits');
