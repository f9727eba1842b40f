export { sendDueCalls, tellOutside } from './jobs.ts'
