// The portal carries only methods and paths, not the schemas; this holds them to the contract.
import { expect, test } from 'vitest'
import * as portal from '#contract/channel/portal.ts'
import * as charge from '#contract/charge/endpoints.ts'
import * as entitlement from '#contract/entitlement/endpoints.ts'
import * as session from '#contract/people/session.ts'
import * as endpoints from './endpoints.ts'

const faces = Object.entries(endpoints).filter(([, face]) => typeof face === 'object')

test.each(faces)('%s has the method and path of the contract', (name, face) => {
  const declared = { ...charge, ...portal, ...session, ...entitlement }[name as 'scanCode' | 'signIn']
  expect(face).toEqual({ method: declared.method, path: declared.path })
})
