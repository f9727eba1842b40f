-- Why: the signed words as versioned data, and who is bound to which version of them.
create table plans (
  org_id uuid not null references orgs,
  id uuid not null,
  code text not null,
  title jsonb not null,
  copied_from uuid,
  created_at timestamptz(3) not null,
  primary key (org_id, id),
  unique (org_id, code)
);
select keep_apart('plans');

create table plan_versions (
  org_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  version int not null,
  state text not null check (state in ('draft', 'active', 'retired')),
  document jsonb not null,
  source text not null,
  sha256 text not null,
  created_by uuid,
  created_at timestamptz(3) not null,
  activated_at timestamptz(3),
  activated_by uuid,
  primary key (org_id, id),
  unique (org_id, plan_id, version),
  foreign key (org_id, plan_id) references plans (org_id, id)
);
select keep_apart('plan_versions');

-- A published version is immutable, whatever the code believes.
create function plan_version_is_fixed() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and (new.document is distinct from old.document or new.source is distinct from old.source) then
    raise exception 'plan_version_is_fixed';
  end if;
  return new;
end $$;
create trigger plan_version_is_fixed before update on plan_versions for each row execute function plan_version_is_fixed();

create table calendars (
  org_id uuid not null references orgs,
  id uuid not null,
  code text not null,
  title jsonb not null,
  version int not null,
  document jsonb not null,
  created_at timestamptz(3) not null,
  created_by uuid,
  primary key (org_id, id),
  unique (org_id, code, version)
);
select keep_apart('calendars');

create table agreements (
  org_id uuid not null,
  id uuid not null,
  number text not null,
  customer_id uuid not null,
  plan_version_id uuid not null,
  title text not null check (length(title) between 1 and 200),
  level text,
  priority int not null default 0,
  starts_on date not null,
  ends_on date,
  attributes jsonb not null default '{}',
  overrides jsonb not null default '{}',
  signed_on date,
  source_reference text,
  state text not null default 'active' check (state in ('draft', 'active', 'ended')),
  created_at timestamptz(3) not null,
  primary key (org_id, id),
  unique (org_id, number),
  foreign key (org_id, customer_id) references customers (org_id, id),
  foreign key (org_id, plan_version_id) references plan_versions (org_id, id),
  check (ends_on is null or ends_on >= starts_on)
);
create index agreements_customer on agreements (org_id, customer_id);
select keep_apart('agreements');

create table agreement_sites (
  org_id uuid not null, agreement_id uuid not null, site_id uuid not null,
  primary key (org_id, agreement_id, site_id),
  foreign key (org_id, agreement_id) references agreements (org_id, id) on delete cascade
);
select keep_apart('agreement_sites');

create table agreement_assets (
  org_id uuid not null, agreement_id uuid not null, asset_id uuid not null,
  primary key (org_id, agreement_id, asset_id),
  foreign key (org_id, agreement_id) references agreements (org_id, id) on delete cascade
);
create index agreement_assets_asset on agreement_assets (org_id, asset_id);
select keep_apart('agreement_assets');
