#!/usr/bin/env node
import { join, resolve } from 'node:path'
import { ensureInstall, root, runOnNode } from './node24.mjs'

ensureInstall()
runOnNode(['--disable-warning=ExperimentalWarning', join(root, 'server/main/cli.ts'), ...process.argv.slice(2)], {
  DATA_DIR: resolve(process.env.DATA_DIR ?? join(root, '.data')),
})
