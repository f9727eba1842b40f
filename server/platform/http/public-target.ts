// May the server call this address? Only public http(s) hosts: nothing of this machine or its network, in whatever spelling.
import { BlockList, isIP } from 'node:net'
import { lookup } from 'node:dns/promises'

// One list per family: a list that holds ::ffff:0:0/96 would hold every IPv4 address.
const closed = { ipv4: new BlockList(), ipv6: new BlockList() }
for (const [net, bits] of [['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 3]] as const) closed.ipv4.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [['::', 96], ['::ffff:0:0', 96], ['64:ff9b::', 96], ['64:ff9b:1::', 48], ['100::', 64], ['2001::', 23], ['2002::', 16], ['fc00::', 7], ['fe80::',
  10], ['ff00::', 8]] as const) closed.ipv6.addSubnet(net, bits, 'ipv6')

export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4: return !closed.ipv4.check(address, 'ipv4')
    case 6: return !closed.ipv6.check(address, 'ipv6')
    default: return false
  }
}

/** Tests and closed networks may allow their own hosts: ALLOWED_TARGETS="127.0.0.1:4000,erp.local:80". */
export async function isPublicTarget(url: string, allowed = process.env['ALLOWED_TARGETS'] ?? ''): Promise<boolean> {
  const target = URL.canParse(url) ? new URL(url) : null
  if (!target || !['http:', 'https:'].includes(target.protocol) || target.username || target.password) return false
  if (allowed.split(',').includes(target.host)) return true
  const addresses = await addressesOf(target.hostname)
  return addresses.length > 0 && addresses.every(isPublicAddress)
}

async function addressesOf(hostname: string): Promise<string[]> {
  const bare = hostname.replace(/^\[|\]$/g, '')
  if (isIP(bare)) return [bare]
  try {
    return (await lookup(bare, { all: true })).map(({ address }) => address)
  } catch {
    return []
  }
}
