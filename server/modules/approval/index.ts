export { askForForm } from './commands/ask.ts'
