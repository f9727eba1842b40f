// A CSV goes the way of the screens: sent as a file, tried, then taken.
import { checkAssetImport, commitAssetImport } from '#contract/asset/endpoints.ts'
import type { Base } from './base.ts'

type Answer = ReturnType<JSON['parse']>

export async function importFile(base: Base, text: string): Promise<{ checked: Answer; committed: Answer }> {
  const border = 'the-border-of-the-parts'
  const payload = `--${border}\r\ncontent-disposition: form-data; name="file"; filename="serials.csv"\r\ncontent-type: text/csv\r\n\r\n${text}\r\n--${border}--\r\n`
  const reply = await base.http.inject({ method: 'POST', url: `/api${checkAssetImport.path}`, headers: { 'x-desk': 'yes', 'content-type': `multipart/form-data; boundary=${border}` }, payload })
  if (reply.statusCode !== 200) throw new Error(reply.payload)
  const checked = reply.json<Answer>()
  return { checked, committed: await base.must(commitAssetImport, { token: checked.token }) }
}
