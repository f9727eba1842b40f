import { expect, test } from 'vitest'
import { isPublicAddress, isPublicTarget } from './public-target.ts'

test('R-10 addresses of the machine, its network and its cloud are closed in every spelling', () => {
  const inside = ['127.0.0.1', '127.9.9.9', '0.0.0.0', '10.1.1.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '224.0.0.1', '255.255.255.255', '::', '::1',
    '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001::1', 'fe80::1', 'fc00::1', 'fd12::1', 'ff02::1', 'localhost', '']
  expect(inside.filter(isPublicAddress)).toEqual([])
})

test('R-10 public addresses of both families are open', () => {
  const outside = ['8.8.8.8', '93.184.216.34', '172.32.0.1', '192.167.1.1', '2606:4700::1111', '2a00:1450:4001:81b::200e']
  expect(outside.filter((address) => !isPublicAddress(address))).toEqual([])
})

test('R-10 a target is refused for its scheme, its spelling of an inner address or its credentials', async () => {
  const refused = ['ftp://8.8.8.8/', 'file:///etc/passwd', 'gopher://8.8.8.8/', 'http://2130706433/', 'http://0x7f000001/', 'http://0177.0.0.1/', 'http://127.1/', 'http://[::1]/', 'http://[::ffff:7f00:1]/',
    'http://user:secret@8.8.8.8/', 'not a url', '']
  for (const url of refused) expect([url, await isPublicTarget(url, '')]).toEqual([url, false])
  expect(await isPublicTarget('https://8.8.8.8/hook', '')).toBe(true)
})
