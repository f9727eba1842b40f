export { fileForm } from './commands/file-form.ts'
export { escaped } from './queries/print-form.ts'
