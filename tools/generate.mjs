#!/usr/bin/env node
// Writes the files that are made from other files: node tools/generate.mjs
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { generatedFiles } from './generated.mjs'
import { root } from './node24.mjs'

for (const [file, text] of Object.entries(await generatedFiles())) {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
  console.log(file)
}
