// Loaners, units at the factory, goods coming back.
export { visibleRepairs } from './policy.ts'
export { explainReturn, offerTraining } from './commands/handle-return.ts'
export { agreeLoan, handOverLoan, offerLoan } from './commands/lend.ts'
export { requestReturn } from './commands/request-return.ts'
export { createLoaner } from './commands/save-loaner.ts'
export { openRma } from './commands/send-in.ts'
