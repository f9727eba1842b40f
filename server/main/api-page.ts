// The API to read in a browser: every endpoint with its shapes, without a line of script.
import { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import { errorStatuses } from '#contract/errors.ts'
import { escaped } from '#locales/escaped.ts'

export function apiPage(endpoints: Readonly<Record<string, Endpoint>>): string {
  const sorted = Object.entries(endpoints).sort(([, one], [, other]) => one.path.localeCompare(other.path) || one.method.localeCompare(other.method))
  const contents = sorted.map(([name, { method, path }]) => `<li><a href="#${name}"><code>${method} ${escaped(path)}</code></a></li>`)
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Aftercare API</title><style>${style}</style></head><body>
<nav><h1>Aftercare API</h1><p><a href="/api/openapi.json">OpenAPI 3.1</a></p><ul>${contents.join('')}</ul></nav>
<main>${sorted.map(([name, endpoint]) => section(name, endpoint)).join('')}</main></body></html>`
}

function section(name: string, { method, path, summary, permission, input, reply, refusals, raw }: Endpoint): string {
  const refused = refusals.map((code) => `<code>${errorStatuses[code]} ${code}</code>`).join(' ')
  return `<section id="${name}"><h2><b>${method}</b> /api${escaped(path)}</h2><p>${escaped(summary)}</p><p>Needs: <code>${permission}</code>${refused && ` · refuses with ${refused}`}</p>
<details><summary>Input</summary><pre>${shape(input,
  'input')}</pre></details>${raw ? '<p>The answer is a file or a stream.</p>' : `<details><summary>Reply</summary><pre>${shape(reply, 'output')}</pre></details>`}</section>`
}

const shape = (schema: z.ZodType, io: 'input' | 'output') => escaped(JSON.stringify(z.toJSONSchema(schema, { io, unrepresentable: 'any' }), null, 2))

const style = `body{font:14px/1.5 system-ui,"Noto Sans TC",sans-serif;margin:0;display:grid;grid-template-columns:minmax(260px,24%) 1fr;color:#1a1a1a}nav{position:sticky;top:0;height:100vh;overflow:auto;padding:16px;background:#f5f5f5;box-sizing:border-box}
nav ul{list-style:none;padding:0}main{padding:16px 32px;min-width:0}h2{font-size:16px;border-top:1px solid #ddd;padding-top:16px}pre{overflow:auto;background:#f8f8f8;padding:8px}code{font-size:12px}@media(max-width:800px){body{display:block}nav{position:static;height:auto}}`
