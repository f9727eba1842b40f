// Passwords: argon2id, one parameter set; a wrong address costs as much time as a wrong password.
import { hash, verify } from '@node-rs/argon2'

const strength = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(normal(password), strength)

/** Without a hash to compare with, the same work is done for nothing. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const isRight = await verify(stored ?? (await decoy()), normal(password)).catch(() => false)
  return stored !== null && isRight
}

/** Too short, too common, or made of what everybody knows about the person. */
export function isWeak(password: string, known: readonly string[]): boolean {
  const plain = normal(password).toLowerCase()
  if (plain.length < 10 || new Set(plain).size < 5) return true
  const core = letters(plain)
  if (common.has(plain) || common.has(core)) return true
  return isRun(plain) || known.some((word) => core !== '' && core === letters(word.toLowerCase()))
}

const letters = (text: string) => text.replaceAll(/\P{L}/gu, '')

// The same character typed on two keyboards is the same password.
const normal = (password: string) => password.normalize('NFKC')

let kept: Promise<string> | undefined
const decoy = () => (kept ??= hash('nobody has this password', strength))

// 1234567890, abcdefghij: each character follows the one before.
function isRun(text: string): boolean {
  const steps = [...text].slice(1).map((character, at) => character.charCodeAt(0) - text.charCodeAt(at))
  return steps.every((step) => step === 1 || step === -9) || steps.every((step) => step === -1 || step === 9)
}

const common = new Set([
  'password', 'passwort', 'passw', 'qwertyuiop', 'qwerty', 'qwertyqwerty', 'asdfghjkl', 'iloveyou', 'letmein', 'welcome', 'administrator', 'admin', 'changeme', 'woaini', 'aftercare',
  'qazwsxedc', 'zaqwsxcde', 'qaz', 'sunshine', 'princess', 'football', 'monkey', 'dragon', 'baseball', 'superman', 'trustno', 'master', 'abc', 'aa', 'wang', 'taiwan', 'taipei', 'shanghai', 'beijing',
])
