-- Why: goods come in batches by a delivery note that is checked, tried and accepted step by step; each piece keeps its settings and its life.
alter table assets add column batch text;
alter table assets add column retired_on date;
alter table assets add column delivery_id uuid;
alter table assets add column delivery_line_id uuid;
create index assets_batch on assets (org_id, lower(batch) text_pattern_ops) where batch is not null;
create index assets_delivery on assets (org_id, delivery_id) where delivery_id is not null;

create table delivery_notes (
  org_id uuid not null references orgs,
  id uuid not null,
  number text not null,
  customer_id uuid not null,
  agreement_id uuid,
  site_id uuid,
  place text,
  due_at timestamptz(3),
  steps text[] not null,
  note text,
  accepted_at timestamptz(3),
  created_by uuid,
  created_at timestamptz(3) not null,
  primary key (org_id, id),
  unique (org_id, number),
  foreign key (org_id, customer_id) references customers (org_id, id)
);
create index delivery_notes_customer on delivery_notes (org_id, customer_id, id desc);
select keep_apart('delivery_notes');

create table delivery_lines (
  org_id uuid not null,
  id uuid not null,
  delivery_id uuid not null,
  position int not null,
  product_id uuid,
  title text not null check (length(title) between 1 and 200),
  model text,
  quantity int not null check (quantity > 0),
  counted int,
  model_found text,
  appearance text check (appearance in ('good', 'damaged')),
  remark text,
  primary key (org_id, id),
  foreign key (org_id, delivery_id) references delivery_notes (org_id, id)
);
create index delivery_lines_note on delivery_lines (org_id, delivery_id, position);
select keep_apart('delivery_lines');

-- A step is done for some lines or for all; it is written once, like a fact.
create table delivery_records (
  org_id uuid not null,
  id uuid not null,
  delivery_id uuid not null,
  step text not null,
  line_ids uuid[] not null,
  happened_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  by_id uuid,
  by_name text,
  attendees jsonb not null default '{}',
  signatures jsonb not null default '[]',
  items jsonb not null default '[]',
  note text,
  ticket_id uuid,
  primary key (org_id, id),
  foreign key (org_id, delivery_id) references delivery_notes (org_id, id)
);
create index delivery_records_note on delivery_records (org_id, delivery_id, id);
select keep_apart('delivery_records');

create table asset_settings (
  org_id uuid not null,
  id uuid not null,
  asset_id uuid not null,
  version int not null,
  fact_id uuid not null,
  entries jsonb not null default '{}',
  file_name text,
  file_text text,
  note text,
  primary key (org_id, id),
  unique (org_id, asset_id, version),
  foreign key (org_id, asset_id) references assets (org_id, id)
);
select keep_apart('asset_settings');

-- Where something came from and where it went is asked from both ends.
create index facts_placed_from on facts (org_id, (data->>'fromParentId')) where subject_kind = 'asset' and kind in ('asset.moved', 'asset.swapped');
create index facts_placed_to on facts (org_id, (data->>'parentId')) where subject_kind = 'asset' and kind in ('asset.moved', 'asset.swapped');
