-- Why: what is lent, what is at the factory and what comes back has a place, a state and one owner at a time.
-- The facts of the ticket are the truth; these rows hold what a fact does not: the thing itself, who signed, what was looked at.
create table loaner_units (
  org_id uuid not null references orgs,
  id uuid not null,
  number text not null check (length(number) between 1 and 60),
  name text not null check (length(name) between 1 and 200),
  serial text,
  product_id uuid,
  grade text not null,
  accessories text[] not null default '{}',
  place text,
  state text not null default 'ready' check (state in ('ready', 'under-repair', 'retired')),
  note text,
  version int not null default 1,
  created_at timestamptz(3) not null,
  primary key (org_id, id),
  unique (org_id, number),
  foreign key (org_id, product_id) references products (org_id, id)
);
create index loaner_units_grade on loaner_units (org_id, grade);
select keep_apart('loaner_units');

create table loans (
  org_id uuid not null,
  id uuid not null,
  number text not null,
  ticket_id uuid not null,
  unit_id uuid not null,
  asset_id uuid,
  state text not null check (state in ('offered', 'agreed', 'out', 'back', 'cancelled')),
  grade_owed text,
  is_same_grade boolean not null,
  starts_at timestamptz(3) not null,
  due_back_at timestamptz(3),
  terms text,
  signed_by text,
  agreed_at timestamptz(3),
  received_by text,
  out_at timestamptz(3),
  accessories jsonb not null default '[]',
  back_at timestamptz(3),
  condition text check (condition in ('good', 'worn', 'damaged')),
  missing text[] not null default '{}',
  back_note text,
  created_at timestamptz(3) not null,
  primary key (org_id, id),
  unique (org_id, number),
  foreign key (org_id, ticket_id) references tickets (org_id, id),
  foreign key (org_id, unit_id) references loaner_units (org_id, id),
  foreign key (org_id, asset_id) references assets (org_id, id)
);
-- Whatever else goes wrong: one unit is out once.
create unique index loans_out on loans (org_id, unit_id) where state = 'out';
create index loans_unit on loans (org_id, unit_id, starts_at);
create index loans_ticket on loans (org_id, ticket_id);
create index loans_due on loans (org_id, due_back_at) where state = 'out';
select keep_apart('loans');

create table rma_orders (
  org_id uuid not null,
  id uuid not null,
  number text not null,
  ticket_id uuid not null,
  asset_id uuid,
  serial text not null,
  fault text not null,
  is_removed boolean not null,
  stand_in text,
  loan_id uuid,
  state text not null,
  result text check (result in ('repaired', 'replaced', 'scrapped')),
  new_serial text,
  finding text,
  opened_at timestamptz(3) not null,
  received_at timestamptz(3),
  finished_at timestamptz(3),
  primary key (org_id, id),
  unique (org_id, number),
  foreign key (org_id, ticket_id) references tickets (org_id, id),
  foreign key (org_id, asset_id) references assets (org_id, id),
  foreign key (org_id, loan_id) references loans (org_id, id)
);
create index rma_orders_ticket on rma_orders (org_id, ticket_id);
create index rma_orders_asset on rma_orders (org_id, asset_id) where asset_id is not null;
-- The same unit is sent in once at a time.
create unique index rma_orders_open on rma_orders (org_id, serial) where result is null;
select keep_apart('rma_orders');

create table goods_returns (
  org_id uuid not null,
  id uuid not null,
  number text not null,
  ticket_id uuid not null,
  asset_id uuid,
  kind text not null check (kind in ('return', 'unpacking', 'dealer-stock')),
  state text not null,
  reason text not null,
  product text not null,
  quantity int not null check (quantity > 0),
  statement text not null,
  purchased_on date,
  days_in_use int,
  is_late boolean not null,
  late_reason text,
  windows jsonb not null,
  remedy text,
  training jsonb,
  training_ticket_id uuid,
  inspection jsonb,
  decision jsonb,
  freight jsonb,
  settlement jsonb,
  requested_at timestamptz(3) not null,
  primary key (org_id, id),
  unique (org_id, number),
  unique (org_id, ticket_id),
  foreign key (org_id, ticket_id) references tickets (org_id, id),
  foreign key (org_id, asset_id) references assets (org_id, id),
  foreign key (org_id, training_ticket_id) references tickets (org_id, id)
);
create index goods_returns_asset on goods_returns (org_id, asset_id) where training is not null;
select keep_apart('goods_returns');

-- Photos and signatures are attachments of the ticket; this says what they show.
create table repair_files (
  org_id uuid not null,
  subject_id uuid not null,
  attachment_id uuid not null,
  step text not null,
  primary key (org_id, subject_id, attachment_id),
  foreign key (org_id, attachment_id) references attachments (org_id, id)
);
select keep_apart('repair_files');
