#!/usr/bin/env node
// npm run bench [-- --quick | --tickets N]: what the product does in a second, beside what the machine could do in the same minute.
import { join } from 'node:path'
import { ensureInstall, root, runOnNode } from './node24.mjs'

ensureInstall()
runOnNode(['--disable-warning=ExperimentalWarning', join(root, 'tools/bench/run.mjs'), ...process.argv.slice(2)])
