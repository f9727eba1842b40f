-- Why: what a job costs, by which clause and by which published list; the customer's yes before the work; money taken once; money kept back.
create table price_lists (
  org_id uuid not null references orgs,
  id uuid not null,
  code text not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$'),
  version int not null check (version > 0),
  title text not null check (length(title) between 1 and 200),
  plan_code text,
  currency text not null check (currency in ('TWD', 'CNY')),
  tax_included boolean not null,
  state text not null check (state in ('draft', 'published')),
  valid_from date not null,
  valid_to date,
  created_by uuid,
  created_at timestamptz(3) not null,
  published_by uuid,
  published_at timestamptz(3),
  primary key (org_id, id),
  unique (org_id, code, version),
  check (valid_to is null or valid_to >= valid_from),
  check ((state = 'published') = (published_at is not null))
);
create index price_lists_valid on price_lists (org_id, plan_code, valid_from desc) where state = 'published';
select keep_apart('price_lists');

create table price_items (
  org_id uuid not null,
  list_id uuid not null,
  kind text not null check (kind in ('part', 'labour', 'travel', 'extra')),
  code text not null check (length(code) between 1 and 60),
  title text not null check (length(title) between 1 and 200),
  unit text not null default '',
  price bigint check (price >= 0),
  cost bigint check (cost >= 0),
  tax_rate int not null check (tax_rate between 0 and 10000),
  part_class text,
  primary key (org_id, list_id, kind, code),
  foreign key (org_id, list_id) references price_lists (org_id, id) on delete cascade
);
select keep_apart('price_items');

-- A published list never changes, whoever asks: its sheets point to it.
create function refuse_published_price() returns trigger language plpgsql as $$
begin
  if exists (select 1 from price_lists where org_id = coalesce(new.org_id, old.org_id) and id = coalesce(new.list_id, old.list_id) and state = 'published') then
    raise exception 'a published price list does not change';
  end if;
  return coalesce(new, old);
end $$;
create trigger price_items_fixed before insert or update or delete on price_items for each row execute function refuse_published_price();

-- Lines of the original contract, its budget and its change sheets: the ceiling of a part, the reference of a repair item.
create table contract_lines (
  org_id uuid not null,
  agreement_id uuid not null,
  code text not null check (length(code) between 1 and 60),
  title text not null check (length(title) between 1 and 200),
  source text not null check (source in ('contract', 'budget', 'change-sheet')),
  unit_price bigint check (unit_price >= 0),
  quantity numeric(14, 3),
  primary key (org_id, agreement_id, code),
  foreign key (org_id, agreement_id) references agreements (org_id, id)
);
select keep_apart('contract_lines');

create table charges (
  org_id uuid not null references orgs,
  id uuid not null,
  number text not null,
  ticket_id uuid not null,
  customer_id uuid not null,
  agreement_id uuid,
  plan_version_id uuid not null,
  state text not null check (state in ('draft', 'quoted', 'accepted', 'refused', 'billed', 'paid')),
  version int not null default 1 check (version > 0),
  price_list_id uuid not null,
  currency text not null check (currency in ('TWD', 'CNY')),
  rule_id text,
  consent_first boolean not null,
  receipt_needed boolean not null,
  needs_approval boolean not null,
  approved_by uuid,
  approved_at timestamptz(3),
  lines jsonb not null,
  payer text not null check (payer in ('customer', 'dealer', 'supplier', 'third-party', 'vendor')),
  net bigint not null,
  tax bigint not null,
  gross bigint not null,
  internal_cost bigint not null default 0,
  paid bigint not null default 0 check (paid >= 0 and paid <= gross),
  note text,
  bill_number text,
  bill jsonb,
  billed_at timestamptz(3),
  created_by uuid,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (org_id, id),
  unique (org_id, number),
  unique (org_id, ticket_id),
  foreign key (org_id, ticket_id) references tickets (org_id, id),
  foreign key (org_id, customer_id) references customers (org_id, id),
  foreign key (org_id, price_list_id) references price_lists (org_id, id),
  check (net + tax = gross)
);
create index charges_recent on charges (org_id, id desc);
create index charges_customer on charges (org_id, customer_id);
select keep_apart('charges');

create table charge_quotes (
  org_id uuid not null,
  charge_id uuid not null,
  version int not null,
  price_list_id uuid not null,
  lines jsonb not null,
  net bigint not null,
  tax bigint not null,
  gross bigint not null,
  state text not null check (state in ('sent', 'accepted', 'refused', 'replaced')),
  token_hash bytea not null,
  valid_until date not null,
  sent_by uuid,
  sent_at timestamptz(3) not null,
  decided_by text,
  decided_at timestamptz(3),
  by_link boolean,
  signature text,
  reason text,
  primary key (org_id, charge_id, version),
  foreign key (org_id, charge_id) references charges (org_id, id),
  check ((state in ('accepted', 'refused')) = (decided_at is not null))
);
create unique index charge_quotes_token on charge_quotes (token_hash);
create unique index charge_quotes_one_yes on charge_quotes (org_id, charge_id, version) where state = 'accepted';
select keep_apart('charge_quotes');

create table charge_payments (
  org_id uuid not null,
  id uuid not null,
  charge_id uuid not null,
  amount bigint not null check (amount > 0),
  method text not null check (method in ('cash', 'transfer', 'card', 'mobile', 'offset')),
  reference text,
  paid_at timestamptz(3) not null,
  fact_id uuid not null,
  receipt_number text,
  receipt_at timestamptz(3),
  recorded_by uuid,
  primary key (org_id, id),
  unique (org_id, receipt_number),
  foreign key (org_id, charge_id) references charges (org_id, id)
);
create index charge_payments_charge on charge_payments (org_id, charge_id);
create index charge_payments_unreceipted on charge_payments (org_id, paid_at) where receipt_number is null;
select keep_apart('charge_payments');

create table retention_entries (
  org_id uuid not null,
  id uuid not null,
  agreement_id uuid not null,
  kind text not null check (kind in ('kept', 'deducted', 'released')),
  currency text not null check (currency in ('TWD', 'CNY')),
  amount bigint not null check (amount > 0),
  reason text not null check (length(reason) between 1 and 2000),
  ticket_id uuid,
  clause text,
  repairer text,
  document text,
  by_id uuid,
  by_name text,
  at timestamptz(3) not null,
  primary key (org_id, id),
  foreign key (org_id, agreement_id) references agreements (org_id, id),
  foreign key (org_id, ticket_id) references tickets (org_id, id)
);
create index retention_entries_agreement on retention_entries (org_id, agreement_id, id);
select keep_apart('retention_entries');
