-- A repeated request gets the very answer of the first, in its order; jsonb keeps none.
alter table idempotency_keys alter column reply type json using reply::json;
