-- Under row-level security the text index is never used: the match of a text is not leakproof, so every row of the organisation is
-- read first. This function asks the index itself, for the ids of the organisation that asks and for no more than `cap` of them;
-- whoever may not see a ticket does not get it by its id either.
create function tickets_saying(words tsquery, cap int) returns setof uuid
  language sql stable security definer
  set search_path = pg_catalog, public
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off
  as $$ select t.id from public.tickets t where t.search @@ words and t.org_id = public.app_org() and t.deleted_at is null limit cap $$;
revoke execute on function tickets_saying(tsquery, int) from public;
grant execute on function tickets_saying(tsquery, int) to aftercare_app;

-- What was written since the last tidying is read through at every search, so it is tidied sooner.
alter index tickets_search set (gin_pending_list_limit = 128);
alter index tickets_open_search set (gin_pending_list_limit = 128);
