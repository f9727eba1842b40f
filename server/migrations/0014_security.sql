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
