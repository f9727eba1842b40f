#!/usr/bin/env node
import { findViolations } from './house-rules.mjs'
import { root } from './node24.mjs'

const violations = await findViolations(root)
for (const { rule, file, why } of violations) console.log(`${rule}: ${file} ${why}`)
process.exitCode = violations.length > 0 ? 1 : 0
