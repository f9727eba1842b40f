// Loaners, units at the factory, goods coming back.
export { visibleRepairs } from './policy.ts'
