-- Why: parts are promised to be in reach. What lies where is the sum of moves that are never changed; the balance is a copy of it.
create table parts (
  org_id uuid not null references orgs,
  id uuid not null,
  number text not null check (length(number) between 1 and 60),
  name text not null check (length(name) between 1 and 200),
  unit text not null default 'pc',
  classes text[] not null default '{}',
  origin text not null default 'original' check (origin in ('original', 'approved', 'other')),
  is_serial boolean not null default false,
  is_batch boolean not null default false,
  product_ids uuid[] not null default '{}',
  minimum int check (minimum >= 0),
  list_price bigint check (list_price >= 0),
  cost_price bigint check (cost_price >= 0),
  market_price bigint check (market_price >= 0),
  market_source text,
  market_on date,
  price_source text not null default 'list' check (price_source in ('list', 'market', 'cost')),
  supplier text,
  supply_until date,
  note text,
  search tsvector not null default '',
  version int not null default 1,
  created_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  primary key (org_id, id),
  unique (org_id, number)
);
create index parts_search on parts using gin (search);
select keep_apart('parts');

-- One line for both directions: a part may stand in for the other.
create table part_substitutes (
  org_id uuid not null,
  part_id uuid not null,
  substitute_id uuid not null,
  note text,
  primary key (org_id, part_id, substitute_id),
  foreign key (org_id, part_id) references parts (org_id, id),
  foreign key (org_id, substitute_id) references parts (org_id, id),
  check (part_id <> substitute_id)
);
select keep_apart('part_substitutes');

create table stock_places (
  org_id uuid not null references orgs,
  id uuid not null,
  code text not null check (length(code) between 1 and 40),
  name text not null check (length(name) between 1 and 120),
  kind text not null check (kind in ('depot', 'van', 'person', 'dealer', 'usable', 'scrap', 'transit', 'station')),
  holder_id uuid,
  customer_id uuid,
  address text,
  region text,
  serves text[] not null default '{}',
  plan_depots text[] not null default '{}',
  is_active boolean not null default true,
  version int not null default 1,
  created_at timestamptz(3) not null,
  primary key (org_id, id),
  unique (org_id, code)
);
select keep_apart('stock_places');

create table stock_moves (
  org_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  kind text not null check (kind in ('receive', 'reserve', 'release', 'issue', 'return', 'transfer', 'borrow', 'count', 'scrap', 'appraise')),
  part_id uuid not null,
  quantity int not null check (quantity > 0),
  from_id uuid,
  to_id uuid,
  serial text not null default '',
  batch text not null default '',
  condition text not null check (condition in ('new', 'usable', 'scrap')),
  becomes text not null check (becomes in ('new', 'usable', 'scrap')),
  ticket_id uuid,
  reservation_id uuid,
  requisition_id uuid,
  count_id uuid,
  old_part_id uuid,
  reason text,
  reference text,
  by_id uuid,
  by_name text not null,
  at timestamptz(3) not null,
  primary key (org_id, id),
  foreign key (org_id, part_id) references parts (org_id, id),
  foreign key (org_id, from_id) references stock_places (org_id, id),
  foreign key (org_id, to_id) references stock_places (org_id, id),
  check (from_id is not null or to_id is not null)
);
create index stock_moves_part on stock_moves (org_id, part_id, id desc);
create index stock_moves_ticket on stock_moves (org_id, ticket_id, id) where ticket_id is not null;
create index stock_moves_from on stock_moves (org_id, from_id, id desc) where from_id is not null;
create index stock_moves_to on stock_moves (org_id, to_id, id desc) where to_id is not null;
select keep_apart('stock_moves');
create function moves_are_kept() returns trigger language plpgsql as $$ begin raise exception 'moves_are_kept'; end $$;
create trigger moves_are_kept before update or delete on stock_moves for each row execute function moves_are_kept();

create table stock_balances (
  org_id uuid not null,
  part_id uuid not null,
  place_id uuid not null,
  serial text not null default '',
  batch text not null default '',
  condition text not null,
  on_hand int not null,
  reserved int not null check (reserved >= 0),
  primary key (org_id, part_id, place_id, condition, batch, serial),
  foreign key (org_id, part_id) references parts (org_id, id),
  foreign key (org_id, place_id) references stock_places (org_id, id)
);
create index stock_balances_place on stock_balances (org_id, place_id, part_id);
select keep_apart('stock_balances');

create table stock_reservations (
  org_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  part_id uuid not null,
  place_id uuid not null,
  serial text not null default '',
  batch text not null default '',
  condition text not null,
  quantity int not null check (quantity > 0),
  left_over int not null check (left_over >= 0),
  by_id uuid,
  by_name text not null,
  at timestamptz(3) not null,
  primary key (org_id, id),
  foreign key (org_id, part_id) references parts (org_id, id),
  foreign key (org_id, place_id) references stock_places (org_id, id)
);
create index stock_reservations_ticket on stock_reservations (org_id, ticket_id);
create index stock_reservations_open on stock_reservations (org_id, part_id) where left_over > 0;
select keep_apart('stock_reservations');

create table requisitions (
  org_id uuid not null references orgs,
  id uuid not null,
  number text not null,
  state text not null check (state in ('requested', 'approved', 'refused', 'issued', 'received', 'cancelled')),
  reason text not null check (reason in ('ticket', 'stock', 'minimum', 'season')),
  from_id uuid,
  to_id uuid,
  ticket_id uuid,
  clause text,
  note text,
  requested_by uuid,
  requested_by_name text not null,
  requested_at timestamptz(3) not null,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz(3),
  refusal text,
  issued_at timestamptz(3),
  issued_by_name text,
  received_at timestamptz(3),
  received_by_name text,
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, number),
  foreign key (org_id, from_id) references stock_places (org_id, id),
  foreign key (org_id, to_id) references stock_places (org_id, id)
);
create index requisitions_state on requisitions (org_id, state, id desc);
create index requisitions_ticket on requisitions (org_id, ticket_id) where ticket_id is not null;
select keep_apart('requisitions');

create table requisition_lines (
  org_id uuid not null,
  requisition_id uuid not null,
  n int not null,
  part_id uuid not null,
  quantity int not null check (quantity > 0),
  primary key (org_id, requisition_id, n),
  foreign key (org_id, requisition_id) references requisitions (org_id, id),
  foreign key (org_id, part_id) references parts (org_id, id)
);
create index requisition_lines_part on requisition_lines (org_id, part_id);
select keep_apart('requisition_lines');

create table stock_counts (
  org_id uuid not null references orgs,
  id uuid not null,
  number text not null,
  place_id uuid not null,
  state text not null check (state in ('open', 'posted', 'cancelled')),
  opened_by_name text not null,
  opened_at timestamptz(3) not null,
  ended_by_name text,
  ended_at timestamptz(3),
  primary key (org_id, id),
  unique (org_id, number),
  foreign key (org_id, place_id) references stock_places (org_id, id)
);
create unique index stock_counts_open on stock_counts (org_id, place_id) where state = 'open';
select keep_apart('stock_counts');

create table stock_count_lines (
  org_id uuid not null,
  count_id uuid not null,
  part_id uuid not null,
  serial text not null default '',
  batch text not null default '',
  condition text not null,
  expected int not null,
  counted int check (counted >= 0),
  counted_by_name text,
  primary key (org_id, count_id, part_id, condition, batch, serial),
  foreign key (org_id, count_id) references stock_counts (org_id, id),
  foreign key (org_id, part_id) references parts (org_id, id)
);
select keep_apart('stock_count_lines');

create table old_parts (
  org_id uuid not null references orgs,
  id uuid not null,
  number text not null,
  ticket_id uuid not null,
  asset_id uuid,
  part_id uuid not null,
  quantity int not null check (quantity > 0),
  serial text not null default '',
  state text not null check (state in ('owed', 'returned', 'appraised')),
  owed_by uuid,
  owed_by_name text not null,
  customer_id uuid,
  replaced_at timestamptz(3) not null,
  fact_id uuid not null,
  return_by date,
  shipment text,
  has_record boolean not null default false,
  returned_at timestamptz(3),
  returned_to_name text,
  told_at timestamptz(3),
  appraisal text check (appraisal in ('usable', 'scrap')),
  appraised_at timestamptz(3),
  appraised_by_name text,
  place_id uuid,
  note text,
  primary key (org_id, id),
  unique (org_id, number),
  foreign key (org_id, part_id) references parts (org_id, id),
  foreign key (org_id, place_id) references stock_places (org_id, id)
);
create index old_parts_ticket on old_parts (org_id, ticket_id);
create index old_parts_owed on old_parts (org_id, return_by) where state = 'owed';
select keep_apart('old_parts');

create table season_plans (
  org_id uuid not null references orgs,
  id uuid not null,
  agreement_id uuid not null,
  place_id uuid not null,
  season text not null check (length(season) between 1 and 80),
  starts_on date not null,
  due_on date not null,
  clause text,
  submitted_at timestamptz(3),
  submitted_by_name text,
  lines jsonb not null default '[]',
  created_at timestamptz(3) not null,
  primary key (org_id, id),
  unique (org_id, agreement_id, season),
  foreign key (org_id, place_id) references stock_places (org_id, id)
);
select keep_apart('season_plans');

create table design_lives (
  org_id uuid not null references orgs,
  product_id uuid not null,
  years int not null check (years between 1 and 100),
  primary key (org_id, product_id)
);
select keep_apart('design_lives');

create table stock_settings (
  org_id uuid not null references orgs,
  mode text not null default 'standard' check (mode in ('simple', 'standard', 'advanced')),
  primary key (org_id)
);
select keep_apart('stock_settings');
