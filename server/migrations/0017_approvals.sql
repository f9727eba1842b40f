-- Why: chains of seats decide before anything downstream may begin. The facts of the ticket or agreement are the truth;
-- the rows of approvals are a copy for the lists.
create table approvals (
  org_id uuid not null references orgs,
  id uuid not null,
  subject_kind text not null check (subject_kind in ('ticket', 'agreement')),
  ticket_id uuid,
  agreement_id uuid,
  plan_version_id uuid not null,
  rule_id text not null,
  clause text not null,
  title jsonb not null,
  form_id uuid,
  note text,
  state text not null check (state in ('pending', 'approved', 'refused')),
  seat text,
  asked_by uuid,
  asked_at timestamptz(3) not null,
  decided_at timestamptz(3),
  primary key (org_id, id),
  foreign key (org_id, ticket_id) references tickets (org_id, id),
  foreign key (org_id, agreement_id) references agreements (org_id, id),
  check ((subject_kind = 'ticket') = (ticket_id is not null) and (subject_kind = 'agreement') = (agreement_id is not null))
);
create index approvals_pending on approvals (org_id, seat, asked_at) where state = 'pending';
create index approvals_recent on approvals (org_id, id desc);
create index approvals_ticket on approvals (org_id, ticket_id) where ticket_id is not null;
create index approvals_agreement on approvals (org_id, agreement_id) where agreement_id is not null;
select keep_apart('approvals');

-- Who sits on a seat named by the plans: general manager's office, engineering manager, finance …
create table approval_seats (
  org_id uuid not null,
  seat text not null check (seat ~ '^[a-z][a-z0-9-]{1,59}$'),
  person_id uuid not null,
  primary key (org_id, seat, person_id),
  foreign key (org_id, person_id) references people (org_id, id)
);
create index approval_seats_person on approval_seats (org_id, person_id);
select keep_apart('approval_seats');

-- All seats of one person lent to another for a time.
create table approval_delegations (
  org_id uuid not null,
  id uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  reason text not null check (length(reason) between 1 and 500),
  created_at timestamptz(3) not null,
  ended_at timestamptz(3),
  primary key (org_id, id),
  foreign key (org_id, from_id) references people (org_id, id),
  foreign key (org_id, to_id) references people (org_id, id),
  check (ends_at > starts_at and from_id <> to_id)
);
create index approval_delegations_to on approval_delegations (org_id, to_id, ends_at);
select keep_apart('approval_delegations');
