// The closed list of what a person may be allowed to do. Roles are data made of these.
export const permissions = [
  'ticket.read', 'ticket.register', 'ticket.work', 'ticket.assign', 'ticket.approve', 'ticket.export', 'ticket.delete',
  'promise.read', 'promise.excuse',
  'plan.read', 'plan.write', 'plan.activate',
  'agreement.read', 'agreement.write',
  'customer.read', 'customer.write', 'customer.import',
  'asset.read', 'asset.write', 'asset.import',
  'cover.grant', 'cover.override',
  'product.read', 'product.write',
  'form.read', 'form.file',
  'approval.read', 'approval.decide',
  'charge.read', 'charge.write', 'charge.approve', 'price.read', 'price.write',
  'repair.read', 'repair.write', 'loaner.lend',
  'people.read', 'people.write', 'role.write', 'roster.read', 'roster.write',
  'calendar.read', 'calendar.write',
  'setting.read', 'setting.write', 'audit.read', 'webhook.write', 'key.write',
  'report.read',
  'part.read', 'part.write', 'stock.read', 'stock.move', 'stock.adjust',
  'dealer.read', 'dealer.write', 'dealer.assign', 'claim.file', 'claim.manage', 'claim.appraise', 'claim.approve', 'claim.settle', 'claim.confirm', 'claim.rate', 'vendor.read', 'vendor.write',
  'own.read', 'own.report',
] as const
export type Permission = (typeof permissions)[number]
