// Equipment by site, as its owner looks for it.
import type { ReplyOf } from '#contract/endpoint.ts'
import type { listMyAssets } from '#contract/channel/portal.ts'

export type Holdings = ReplyOf<typeof listMyAssets>
export type SiteGroup = { id: string | null; name: string | null; address: string | null; assets: Holdings['assets'] }

const folded = (words: string) => words.normalize('NFKC').toLowerCase().replaceAll('台', '臺').replaceAll(/\s+/g, '')

/** Every site, even an empty one; what stands at no known site comes last. A search keeps only what fits. */
export function groupBySite({ sites, assets }: Holdings, search = ''): SiteGroup[] {
  const wanted = folded(search)
  const fits = ({ name, number, serial }: Holdings['assets'][number], siteName: string) => folded(`${name} ${number} ${serial ?? ''} ${siteName}`).includes(wanted)
  const known = new Set(sites.map(({ id }) => id))
  const groups: SiteGroup[] = sites.map(({ id, name, address }) => ({ id, name, address, assets: assets.filter((asset) => asset.siteId === id && fits(asset, name)) }))
  const loose = assets.filter((asset) => (asset.siteId === null || !known.has(asset.siteId)) && fits(asset, ''))
  if (loose.length > 0) groups.push({ id: null, name: null, address: null, assets: loose })
  return wanted === '' ? groups : groups.filter((group) => group.assets.length > 0)
}
