export { fileForm } from './commands/file-form.ts'
