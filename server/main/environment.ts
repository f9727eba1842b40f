// What operators may set. Everything has a default; nothing else is read from the environment.
import { isIP } from 'node:net'
import { resolve } from 'node:path'

export type Environment = {
  port: number; dataDir: string; databaseUrl: string | null; publicUrl: string | undefined; smtpUrl: string | null; mailFrom: string | undefined; host: string
  trustProxy: string | false; secret: string | undefined
}

export function readEnvironment(env: NodeJS.ProcessEnv = process.env): Environment {
  return {
    port: Number(env['PORT'] ?? 3000), dataDir: resolve(env['DATA_DIR'] ?? '.data'), databaseUrl: env['DATABASE_URL'] ?? null, publicUrl: env['PUBLIC_URL'],
    smtpUrl: env['SMTP_URL'] ?? null, mailFrom: env['MAIL_FROM'], host: env['HOST'] ?? '0.0.0.0',
    trustProxy: proxies(env['TRUST_PROXY']), secret: env['SECRET_KEY'],
  }
}

// Whoever is trusted may say who the caller is: so only named proxies are, never everybody and never a number of steps.
function proxies(given = ''): string | false {
  const names = given.split(',').map((name) => name.trim()).filter((name) => name !== '' && name !== 'false')
  const wrong = names.find((name) => !isNetwork(name))
  if (wrong !== undefined) throw new Error(`TRUST_PROXY names the proxies in front of this node by address, not "${wrong}": for example 10.0.0.5, 10.0.0.0/8 or loopback.`)
  return names.length > 0 && names.join(',')
}

function isNetwork(name: string): boolean {
  const [address = '', bits, more] = name.split('/')
  if (['loopback', 'linklocal', 'uniquelocal'].includes(name)) return true
  const family = isIP(address)
  return family > 0 && more === undefined && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= (family === 4 ? 32 : 128)))
}
