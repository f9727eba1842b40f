#!/usr/bin/env node
// Compiles every wing by itself, so that each sees only the libraries it may know. Nothing is written but the build info.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gate, pass, program } from './gates.mjs'
import { root } from './node24.mjs'
import { compiledWings } from './wings.mjs'

export function typeGates() {
  const cache = join(root, '.cache/types')
  mkdirSync(cache, { recursive: true })
  return compiledWings(root).map((wing) => gate(`types ${wing}`, program('typescript/bin/tsc'), '-p', wing, '--pretty', 'false',
    '--incremental', '--tsBuildInfoFile', join(cache, `${wing}.tsbuildinfo`)))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = (await pass(typeGates())).length > 0 ? 1 : 0
}
