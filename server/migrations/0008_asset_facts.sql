-- Why: what happens to one asset (delivered, accepted, moved, swapped) opens terms of cover, so its facts are kept like any other.
alter table facts drop constraint facts_subject_kind_check;
alter table facts add constraint facts_subject_kind_check check (subject_kind in ('ticket', 'agreement', 'asset'));
