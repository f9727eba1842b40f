// What operators may set. Everything has a default; nothing else is read from the environment.
import { resolve } from 'node:path'

export type Environment = {
  port: number; dataDir: string; databaseUrl: string | null; publicUrl: string | undefined; smtpUrl: string | null; mailFrom: string | undefined; host: string; trustProxy: boolean | string
}

export function readEnvironment(env: NodeJS.ProcessEnv = process.env): Environment {
  return {
    port: Number(env['PORT'] ?? 3000), dataDir: resolve(env['DATA_DIR'] ?? '.data'), databaseUrl: env['DATABASE_URL'] ?? null, publicUrl: env['PUBLIC_URL'],
    smtpUrl: env['SMTP_URL'] ?? null, mailFrom: env['MAIL_FROM'], host: env['HOST'] ?? '0.0.0.0',
      trustProxy: env['TRUST_PROXY'] === undefined ? false : env['TRUST_PROXY'] === 'true' ? true : env['TRUST_PROXY'],
  }
}
