-- Why: secrets of people are kept under a key that is not here; people of a firm belong to a firm that is there; what nobody used goes.
create table installation (
  only_one boolean primary key default true check (only_one),
  secret_check bytea not null
);

-- The wall between organisations holds for the owner too.
select set_config('app.system', 'on', true);

-- A firm that is not there is taken away first.
update people p set customer_id = null where customer_id is not null and not exists (select 1 from customers c where c.org_id = p.org_id and c.id = p.customer_id);
alter table people add constraint people_customer foreign key (org_id, customer_id) references customers (org_id, id);
create index people_firm on people (org_id, customer_id) where customer_id is not null;

drop table drafts;

-- What is kept for ever is changed for one reason only: that a person is to be forgotten. Then words go, and the structure stays.
create or replace function facts_are_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and current_setting('app.erasing', true) = 'on' and
    row(new.org_id, new.id, new.kind, new.subject_kind, new.subject_id, new.happened_at, new.recorded_at, new.by_id, new.corrects) is not distinct from
    row(old.org_id, old.id, old.kind, old.subject_kind, old.subject_id, old.happened_at, old.recorded_at, old.by_id, old.corrects) then return new;
  end if;
  raise exception 'facts_are_kept';
end $$;

-- The record of changes is sealed in a chain some seconds after it was written, so that writers never wait for each other.
alter table audit_entries add column digest text, add column seal_n bigint, add column redacted_in uuid;
create index audit_entries_unsealed on audit_entries (org_id, id) where seal_n is null;
create index audit_entries_seal on audit_entries (org_id, seal_n, id) where seal_n is not null;

create table audit_seals (
  org_id uuid not null references orgs,
  n bigint not null,
  entries int not null,
  digest text not null,
  previous text not null,
  hash text not null,
  mac text not null,
  key_id text not null,
  sealed_at timestamptz(3) not null,
  primary key (org_id, n)
);
select keep_apart('audit_seals');

create function audit_is_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'audit_is_kept'; end if;
  if row(new.org_id, new.id, new.at, new.actor_id, new.action, new.noun, new.noun_id) is distinct from row(old.org_id, old.id, old.at, old.actor_id, old.action, old.noun, old.noun_id) then
    raise exception 'audit_is_kept';
  end if;
  if current_setting('app.erasing', true) = 'on' and row(new.digest, new.seal_n) is not distinct from row(old.digest, old.seal_n) then return new; end if;
  if old.seal_n is null and row(new.actor_name, new.before, new.after, new.redacted_in) is not distinct from row(old.actor_name, old.before, old.after, old.redacted_in) then return new; end if;
  raise exception 'audit_is_kept';
end $$;
create trigger audit_is_kept before update or delete on audit_entries for each row execute function audit_is_kept();
