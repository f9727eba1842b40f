// Whom we serve: customers, their sites and the people one speaks to there.
export { insertCustomer, insertContact, insertSite } from './store.ts'
export { orgFacts } from './queries/org-facts.ts'
export { seesNotes, visibleCustomers } from './policy.ts'
export { wordsOf as customerWords } from './queries/list-customers.ts'
