import * as api from '#contract/party/endpoints.ts'
import { serve } from '#server/platform/http/serve.ts'
import type { Route } from '#server/platform/http/serve.ts'
import { checkCustomers, commitCustomers } from './commands/import-customers.ts'
import { createContact, deleteContact, updateContact } from './commands/save-contact.ts'
import { createCustomer, deleteCustomer, restoreCustomer, updateCustomer } from './commands/save-customer.ts'
import { createSite, deleteSite, updateSite } from './commands/save-site.ts'
import { findByPhone, getContact, getSite, getCustomer } from './queries/get-customer.ts'
import { exportCustomers, listCustomers } from './queries/list-customers.ts'

const ok = { ok: true } as const

export const routes: Route[] = [
  serve(api.listCustomers, listCustomers),
  serve(api.exportCustomers, exportCustomers),
  serve(api.checkCustomerImport, (context, _input, { files }, { blobs }) => checkCustomers(context, files, blobs)),
  serve(api.commitCustomerImport, (context, { token }, _exchange, { blobs }) => commitCustomers(context, token, blobs)),
  serve(api.getCustomer, (context, { customerId }) => getCustomer(context, customerId)),
  serve(api.createCustomer, async (context, input) => getCustomer(context, await createCustomer(context, input))),
  serve(api.updateCustomer, async (context, input) => {
    await updateCustomer(context, input)
    return getCustomer(context, input.customerId)
  }),
  serve(api.deleteCustomer, async (context, { customerId }) => {
    await deleteCustomer(context, customerId)
    return ok
  }),
  serve(api.restoreCustomer, async (context, { customerId }) => {
    await restoreCustomer(context, customerId)
    return getCustomer(context, customerId)
  }),
  serve(api.createSite, async (context, input) => getSite(context, await createSite(context, input))),
  serve(api.updateSite, async (context, input) => {
    await updateSite(context, input)
    return getSite(context, input.siteId)
  }),
  serve(api.deleteSite, async (context, { siteId }) => {
    await deleteSite(context, siteId)
    return ok
  }),
  serve(api.createContact, async (context, input) => getContact(context, await createContact(context, input))),
  serve(api.updateContact, async (context, input) => {
    await updateContact(context, input)
    return getContact(context, input.contactId)
  }),
  serve(api.deleteContact, async (context, { contactId }) => {
    await deleteContact(context, contactId)
    return ok
  }),
  serve(api.findByPhone, findByPhone),
]
