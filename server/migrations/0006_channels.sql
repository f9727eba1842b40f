-- Why: a second person who reports the same fault gets a link of their own to its progress.
create table progress_links (
  org_id uuid not null references orgs,
  token_hash bytea not null,
  ticket_id uuid not null,
  created_at timestamptz(3) not null,
  primary key (token_hash),
  foreign key (org_id, ticket_id) references tickets (org_id, id)
);
select keep_apart('progress_links');
