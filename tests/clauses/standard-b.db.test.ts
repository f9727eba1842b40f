import { standardClauses } from '#tests/support/standard/standard.ts'

for (const code of ['P08', 'P09', 'P10', 'P11', 'P12', 'P13', 'P14']) standardClauses(code)
