-- Why: dealers carry out the service, claim it back link by link, and settle it against what they owe for goods.
-- A dealer is a customer of kind 'dealer'; this row is what only dealers have.
create table dealers (
  org_id uuid not null,
  customer_id uuid not null,
  agreement_id uuid,
  territory text[] not null default '{}',
  grade text not null default 'B' check (grade in ('A', 'B', 'C', 'D')),
  outlets jsonb not null default '[]',
  repairers jsonb not null default '[]',
  salesperson_id uuid,
  note text,
  -- The last day of the last month that was settled: nothing may be booked on or before it.
  settled_through date,
  version int not null default 1,
  created_at timestamptz(3) not null,
  primary key (org_id, customer_id),
  foreign key (org_id, customer_id) references customers (org_id, id),
  foreign key (org_id, agreement_id) references agreements (org_id, id)
);
create index dealers_agreement on dealers (org_id, agreement_id);
create index dealers_territory on dealers using gin (territory);
select keep_apart('dealers');

create table dealer_cards (
  org_id uuid not null,
  id uuid not null,
  dealer_id uuid not null,
  serial text not null,
  product text not null,
  sold_on date not null,
  due_on date,
  returned_on date,
  user_name text not null,
  user_phone text not null,
  user_address text not null,
  asset_id uuid,
  created_by uuid,
  created_at timestamptz(3) not null,
  primary key (org_id, id),
  unique (org_id, serial),
  foreign key (org_id, dealer_id) references dealers (org_id, customer_id)
);
create index dealer_cards_dealer on dealer_cards (org_id, dealer_id, sold_on desc);
select keep_apart('dealer_cards');

create table dealer_seasons (
  org_id uuid not null references orgs,
  id uuid not null,
  line text not null,
  title text not null,
  starts_on date not null,
  ends_on date not null,
  created_at timestamptz(3) not null,
  primary key (org_id, id),
  check (ends_on >= starts_on)
);
create index dealer_seasons_line on dealer_seasons (org_id, line, starts_on);
select keep_apart('dealer_seasons');

create table dealer_stock (
  org_id uuid not null,
  id uuid not null,
  dealer_id uuid not null,
  line text not null,
  serial text not null,
  title text not null,
  price bigint not null check (price >= 0),
  delivered_on date not null,
  card_id uuid,
  returned_on date,
  deemed_sold_on date,
  created_at timestamptz(3) not null,
  primary key (org_id, id),
  unique (org_id, serial),
  foreign key (org_id, dealer_id) references dealers (org_id, customer_id)
);
create index dealer_stock_dealer on dealer_stock (org_id, dealer_id);
select keep_apart('dealer_stock');

create table dealer_stock_plans (
  org_id uuid not null,
  id uuid not null,
  dealer_id uuid not null,
  season_id uuid not null,
  lines jsonb not null,
  due_on date not null,
  submitted_on date not null,
  primary key (org_id, id),
  unique (org_id, dealer_id, season_id),
  foreign key (org_id, dealer_id) references dealers (org_id, customer_id),
  foreign key (org_id, season_id) references dealer_seasons (org_id, id)
);
select keep_apart('dealer_stock_plans');

create table dealer_orders (
  org_id uuid not null,
  id uuid not null,
  number text not null,
  dealer_id uuid not null,
  lines jsonb not null,
  total bigint not null check (total >= 0),
  ordered_on date not null,
  paid_on date,
  payment_reference text,
  shipped_on date,
  list_due_on date,
  list_returned_on date,
  list_file_id uuid,
  created_at timestamptz(3) not null,
  primary key (org_id, id),
  unique (org_id, number),
  foreign key (org_id, dealer_id) references dealers (org_id, customer_id)
);
create index dealer_orders_dealer on dealer_orders (org_id, dealer_id, id desc);
select keep_apart('dealer_orders');

create table dealer_returns (
  org_id uuid not null,
  id uuid not null,
  number text not null,
  dealer_id uuid not null,
  stock_id uuid not null,
  reason text not null,
  requested_on date not null,
  note text,
  confirmed boolean,
  inspection text,
  payer text check (payer in ('company', 'dealer')),
  clause text,
  freight bigint,
  hours int,
  labour bigint,
  rate_version int,
  decided_on date,
  decided_by uuid,
  primary key (org_id, id),
  unique (org_id, number),
  foreign key (org_id, dealer_id) references dealers (org_id, customer_id),
  foreign key (org_id, stock_id) references dealer_stock (org_id, id)
);
create index dealer_returns_dealer on dealer_returns (org_id, dealer_id, id desc);
select keep_apart('dealer_returns');

-- What labour and travel of a claim cost: each change is a new version, set by whoever keeps the prices and by nobody else.
create table claim_rates (
  org_id uuid not null references orgs,
  kind text not null check (kind in ('labour', 'travel')),
  version int not null,
  price bigint not null check (price >= 0),
  valid_from date not null,
  created_by uuid,
  created_at timestamptz(3) not null,
  primary key (org_id, kind, version)
);
select keep_apart('claim_rates');

create table claims (
  org_id uuid not null references orgs,
  id uuid not null,
  number text not null,
  claimant text not null check (claimant in ('dealer', 'salesperson', 'company')),
  dealer_id uuid,
  agreement_id uuid not null,
  ticket_id uuid,
  serial text not null,
  product text not null,
  origin text not null check (origin in ('own', 'outsourced')),
  record_number text not null,
  repaired_on date not null,
  replaced_part text,
  old_part_id uuid,
  fault text not null,
  work text not null,
  lines jsonb not null,
  amount bigint not null check (amount >= 0),
  dealer_borne bigint not null check (dealer_borne >= 0),
  salesperson_id uuid,
  return_by date,
  -- Copies of what the entries say, for lists and for the month's settlement.
  state text not null,
  next_link text,
  approved bigint,
  confirmed_on date,
  filed_on date not null,
  created_by uuid,
  created_at timestamptz(3) not null,
  primary key (org_id, id),
  unique (org_id, number),
  check ((claimant = 'dealer') = (dealer_id is not null)),
  foreign key (org_id, dealer_id) references dealers (org_id, customer_id),
  foreign key (org_id, agreement_id) references agreements (org_id, id)
);
create index claims_dealer on claims (org_id, dealer_id, id desc);
create index claims_next on claims (org_id, next_link, id) where state = 'open';
-- The same repair is not claimed twice while a claim for it lives.
create unique index claims_record on claims (org_id, dealer_id, record_number) nulls not distinct where state in ('open', 'settled');
create index claims_payable on claims (org_id, dealer_id, confirmed_on) where next_link = 'offset';
select keep_apart('claims');

create table claim_entries (
  org_id uuid not null,
  id uuid not null,
  claim_id uuid not null,
  kind text not null,
  entry_on date not null,
  data jsonb not null default '{}',
  by_id uuid,
  by_name text not null,
  recorded_at timestamptz(3) not null,
  primary key (org_id, id),
  foreign key (org_id, claim_id) references claims (org_id, id)
);
-- Each link is made once, whoever presses at the same time.
create unique index claim_entries_once on claim_entries (org_id, claim_id, kind);
select keep_apart('claim_entries');

create table claim_files (
  org_id uuid not null,
  id uuid not null,
  claim_id uuid not null,
  blob_id uuid not null,
  created_at timestamptz(3) not null,
  primary key (org_id, id),
  foreign key (org_id, claim_id) references claims (org_id, id),
  foreign key (org_id, blob_id) references blobs (org_id, id)
);
create index claim_files_claim on claim_files (org_id, claim_id);
select keep_apart('claim_files');

-- What a dealer owes is the sum of these and nothing else. Positive: the dealer owes it.
create table receivables (
  org_id uuid not null,
  id uuid not null,
  dealer_id uuid not null,
  kind text not null check (kind in ('goods', 'payment', 'offset', 'reversal', 'freight', 'labour', 'deemed-sold', 'correction')),
  booked_on date not null,
  minor bigint not null,
  claim_id uuid,
  source_id uuid,
  reference text not null default '',
  by_id uuid,
  recorded_at timestamptz(3) not null,
  primary key (org_id, id),
  foreign key (org_id, dealer_id) references dealers (org_id, customer_id),
  foreign key (org_id, claim_id) references claims (org_id, id)
);
create index receivables_dealer on receivables (org_id, dealer_id, booked_on, id);
-- A claim is set against the debt once and taken back once; goods are deemed sold once.
create unique index receivables_claim_once on receivables (org_id, claim_id, kind) where claim_id is not null;
create unique index receivables_source_once on receivables (org_id, source_id, kind) where source_id is not null;
select keep_apart('receivables');

create function ledger_is_kept() returns trigger language plpgsql as $$ begin raise exception 'ledger_is_kept'; end $$;
create trigger receivables_are_kept before update or delete on receivables for each row execute function ledger_is_kept();
create trigger claim_entries_are_kept before update or delete on claim_entries for each row execute function ledger_is_kept();

create table settlement_runs (
  org_id uuid not null references orgs,
  id uuid not null,
  month text not null check (month ~ '^\d{4}-\d\d$'),
  first_day date not null,
  last_day date not null,
  -- Dealers are settled in the order of their ids; this one was the last.
  through uuid,
  started_at timestamptz(3) not null,
  started_by uuid,
  finished_at timestamptz(3),
  primary key (org_id, id),
  unique (org_id, month)
);
select keep_apart('settlement_runs');

create table settlement_statements (
  org_id uuid not null,
  run_id uuid not null,
  dealer_id uuid not null,
  opening bigint not null,
  charges bigint not null,
  offset_total bigint not null,
  closing bigint not null,
  lines int not null,
  primary key (org_id, run_id, dealer_id),
  check (opening + charges - offset_total = closing),
  foreign key (org_id, run_id) references settlement_runs (org_id, id),
  foreign key (org_id, dealer_id) references dealers (org_id, customer_id)
);
create index settlement_statements_dealer on settlement_statements (org_id, dealer_id);
select keep_apart('settlement_statements');

create table dealer_tasks (
  org_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  dealer_id uuid not null,
  task text not null,
  transferred_at timestamptz(3) not null,
  transferred_by uuid,
  due_at timestamptz(3),
  arranged_at timestamptz(3),
  arrangement jsonb,
  push_reason text,
  pushed_at timestamptz(3),
  push_accepted boolean,
  push_decided_at timestamptz(3),
  ended_at timestamptz(3),
  primary key (org_id, id),
  foreign key (org_id, dealer_id) references dealers (org_id, customer_id),
  foreign key (org_id, ticket_id) references tickets (org_id, id)
);
create unique index dealer_tasks_open on dealer_tasks (org_id, ticket_id) where ended_at is null;
create index dealer_tasks_dealer on dealer_tasks (org_id, dealer_id, transferred_at desc);
select keep_apart('dealer_tasks');

create table dealer_grades (
  org_id uuid not null,
  id uuid not null,
  dealer_id uuid not null,
  from_grade text not null,
  to_grade text not null,
  cause text not null,
  clause text,
  proposed_by uuid not null,
  proposed_at timestamptz(3) not null,
  approvals jsonb not null default '[]',
  steps int not null,
  state text not null check (state in ('proposed', 'applied', 'refused')),
  decided_at timestamptz(3),
  primary key (org_id, id),
  foreign key (org_id, dealer_id) references dealers (org_id, customer_id)
);
create index dealer_grades_dealer on dealer_grades (org_id, dealer_id, id desc);
select keep_apart('dealer_grades');

create table dealer_awards (
  org_id uuid not null,
  id uuid not null,
  dealer_id uuid not null,
  period text not null,
  basis text not null,
  score int not null,
  amount bigint not null check (amount > 0),
  approver_id uuid not null,
  approver_name text not null,
  awarded_on date not null,
  primary key (org_id, id),
  unique (org_id, dealer_id, period),
  foreign key (org_id, dealer_id) references dealers (org_id, customer_id)
);
select keep_apart('dealer_awards');

create table dealer_policy_reads (
  org_id uuid not null,
  dealer_id uuid not null,
  plan_version_id uuid not null,
  confirmed_at timestamptz(3) not null,
  by_id uuid,
  by_name text not null,
  primary key (org_id, dealer_id, plan_version_id),
  foreign key (org_id, dealer_id) references dealers (org_id, customer_id)
);
select keep_apart('dealer_policy_reads');

create table vendors (
  org_id uuid not null references orgs,
  id uuid not null,
  number text not null,
  name text not null,
  contact text not null default '',
  phone text not null default '',
  is_approved boolean not null default true,
  note text,
  created_at timestamptz(3) not null,
  primary key (org_id, id),
  unique (org_id, number)
);
select keep_apart('vendors');

create table vendor_claims (
  org_id uuid not null,
  id uuid not null,
  number text not null,
  vendor_id uuid not null,
  claim_id uuid,
  ticket_id uuid,
  fault text not null,
  amount bigint not null check (amount > 0),
  state text not null check (state in ('sent', 'accepted', 'refused', 'recovered')),
  accepted_amount bigint,
  recovered_amount bigint,
  reason text,
  sent_on date not null,
  answered_on date,
  recovered_on date,
  created_by uuid,
  primary key (org_id, id),
  unique (org_id, number),
  foreign key (org_id, vendor_id) references vendors (org_id, id),
  foreign key (org_id, claim_id) references claims (org_id, id)
);
create unique index vendor_claims_once on vendor_claims (org_id, claim_id) where claim_id is not null and state <> 'refused';
create index vendor_claims_vendor on vendor_claims (org_id, vendor_id, id desc);
select keep_apart('vendor_claims');
