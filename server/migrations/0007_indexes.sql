-- Why: the lists sort by these words exactly; without an index of the same order every open ticket of the organisation is sorted to show fifty.
drop index tickets_open_due;
create index tickets_open_due on tickets (org_id, coalesce(next_due_at, 'infinity'::timestamptz), id) where closed_at is null and deleted_at is null;
create index tickets_registered on tickets (org_id, registered_at desc, id desc) where deleted_at is null;
create index tickets_updated on tickets (org_id, updated_at desc, id desc) where deleted_at is null;
