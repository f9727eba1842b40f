// The published JSON Schema of the plan document: what editors complete and check while a plan is written.
import { z } from 'zod'
import { planDocument } from './plan.ts'

export const planSchemaFile = 'docs/schema/service-plan.schema.json'

export function planJsonSchema(): object {
  return z.toJSONSchema(planDocument, { io: 'input', target: 'draft-2020-12' })
}
