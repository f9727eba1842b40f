import * as api from '#contract/document/endpoints.ts'
import { serve } from '#server/platform/http/serve.ts'
import type { Route } from '#server/platform/http/serve.ts'
import { readOrg } from '../org/index.ts'
import { fileForm } from './commands/file-form.ts'
import { getForm, listForms } from './queries/form-views.ts'
import { listDefinitions } from './queries/list-definitions.ts'
import { printedForm } from './queries/print-form.ts'
import { formWords } from '#locales/forms.ts'

export const routes: Route[] = [
  serve(api.listForms, listForms),
  serve(api.listDefinitions, listDefinitions),
  serve(api.getForm, (context, { formId }) => getForm(context, formId)),
  serve(api.fileForm, async (context, input) => getForm(context, await fileForm(context, input))),
  serve(api.printForm, async (context, { formId }) => {
    const form = await getForm(context, formId)
    const { org } = await readOrg(context.tx, context.actor.orgId)
    const { language } = context.actor
    return { type: 'text/html; charset=utf-8', body: printedForm(form, { org: org.name, language, ...formWords[language] }), name: `${form.number}.html`, inline: true }
  }),
]
