import { standardClauses } from '#tests/support/standard/standard.ts'

for (const code of ['P15', 'P16', 'P17', 'P18', 'P19', 'P20', 'P21']) standardClauses(code)
