import { standardClauses } from '#tests/support/standard/standard.ts'

for (const code of ['P01', 'P02', 'P03', 'P04', 'P05', 'P06', 'P07']) standardClauses(code)
