// The files that are made from other files, each with the text it should have.
import { z } from 'zod'

export async function generatedFiles() {
  const { endpoints } = await import('#contract/api.ts')
  const { openapi } = await import('#contract/openapi.ts')
  const { planDocument } = await import('#contract/plan/plan.ts')
  return {
    'docs/openapi.json': pretty(openapi(endpoints)),
    'docs/schema/service-plan.schema.json': pretty(z.toJSONSchema(planDocument, { io: 'input', target: 'draft-2020-12' })),
  }
}

const pretty = (value) => `${JSON.stringify(value, null, 2)}\n`
