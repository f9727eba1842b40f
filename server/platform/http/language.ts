import type { FastifyRequest } from 'fastify'
import { languages } from '#domain/plan/words.ts'
import type { Language } from '#domain/plan/words.ts'

/** The language asked for by header or cookie; the house language otherwise. */
export function languageOf(request: FastifyRequest): Language {
  const asked = request.headers['x-language'] ?? cookie(request, 'language') ?? request.headers['accept-language'] ?? ''
  return named(Array.isArray(asked) ? asked.join(',') : asked)
}

export function cookie(request: FastifyRequest, name: string): string | null {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim())
  const found = pairs.find((pair) => pair.startsWith(`${name}=`))
  return found ? found.slice(name.length + 1) : null
}

function named(text: string): Language {
  for (const part of text.split(',')) {
    const tag = part.split(';')[0]?.trim().toLowerCase() ?? ''
    const exact = languages.find((language) => language.toLowerCase() === tag)
    if (exact) return exact
    if (/^zh-(cn|sg|hans)/.test(tag)) return 'zh-CN'
    if (tag.startsWith('zh')) return 'zh-TW'
    if (tag.startsWith('en')) return 'en'
  }
  return 'zh-TW'
}
