-- Why: whom we serve, where they are, and what of ours stands there.
create table customers (
  org_id uuid not null references orgs,
  id uuid not null,
  number text not null,
  name text not null check (length(name) between 1 and 200),
  kind text not null default 'company' check (kind in ('company', 'household', 'institution', 'dealer', 'project')),
  grade text,
  tax_id text,
  address text,
  is_key boolean not null default false,
  flags jsonb not null default '[]',
  note text,
  initials text not null default '',
  search tsvector not null default '',
  version int not null default 1,
  created_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  primary key (org_id, id),
  unique (org_id, number)
);
create index customers_search on customers using gin (search);
create index customers_initials on customers (org_id, initials text_pattern_ops);
select keep_apart('customers');

create table sites (
  org_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  address text,
  zone_code text,
  time_zone text not null default 'Asia/Taipei',
  note text,
  created_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  primary key (org_id, id),
  foreign key (org_id, customer_id) references customers (org_id, id)
);
create index sites_customer on sites (org_id, customer_id);
select keep_apart('sites');

create table contacts (
  org_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  site_id uuid,
  name text not null check (length(name) between 1 and 100),
  role text,
  phone text,
  phone_digits text,
  email text,
  initials text not null default '',
  created_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  primary key (org_id, id),
  foreign key (org_id, customer_id) references customers (org_id, id)
);
create index contacts_phone on contacts (org_id, phone_digits text_pattern_ops);
create index contacts_phone_tail on contacts (org_id, reverse(phone_digits) text_pattern_ops);
create index contacts_customer on contacts (org_id, customer_id);
select keep_apart('contacts');

create table products (
  org_id uuid not null references orgs,
  id uuid not null,
  code text not null,
  name text not null check (length(name) between 1 and 200),
  family text,
  model text,
  standards text[] not null default '{}',
  created_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  primary key (org_id, id),
  unique (org_id, code)
);
select keep_apart('products');

create table assets (
  org_id uuid not null references orgs,
  id uuid not null,
  number text not null,
  parent_id uuid,
  kind text not null default 'equipment' check (kind in ('project', 'system', 'equipment', 'component')),
  product_id uuid,
  customer_id uuid not null,
  site_id uuid,
  name text not null check (length(name) between 1 and 200),
  serial text,
  serial_tail text generated always as (reverse(lower(serial))) stored,
  component_class text,
  accepted_on date,
  installed_on date,
  delivered_on date,
  note text,
  search tsvector not null default '',
  version int not null default 1,
  created_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  primary key (org_id, id),
  unique (org_id, number),
  foreign key (org_id, customer_id) references customers (org_id, id),
  foreign key (org_id, parent_id) references assets (org_id, id)
);
-- A serial is unique within its product; without a product, within the organisation.
create unique index assets_serial on assets (org_id, product_id, serial) nulls not distinct where serial is not null and deleted_at is null;
create index assets_search on assets using gin (search);
create index assets_serial_prefix on assets (org_id, lower(serial) text_pattern_ops);
create index assets_serial_tail on assets (org_id, serial_tail text_pattern_ops);
create index assets_customer on assets (org_id, customer_id);
create index assets_site on assets (org_id, site_id);
create index assets_parent on assets (org_id, parent_id);
select keep_apart('assets');

create table qr_codes (
  org_id uuid not null references orgs,
  code text not null,
  asset_id uuid,
  created_at timestamptz(3) not null,
  bound_at timestamptz(3),
  bound_by uuid,
  revoked_at timestamptz(3),
  history jsonb not null default '[]',
  primary key (code)
);
create index qr_codes_asset on qr_codes (org_id, asset_id);
select keep_apart('qr_codes');
