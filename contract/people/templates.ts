// The roles a new organisation begins with. They are only a beginning: each organisation may change its own copies.
import { permissions } from '../permissions.ts'
import type { Permission } from '../permissions.ts'
import type { Text } from '#domain/plan/words.ts'

export const roleScopes = ['all', 'team', 'own'] as const
export type RoleScope = (typeof roleScopes)[number]
export type RoleTemplate = { title: Text; scope: RoleScope; permissions: readonly Permission[] }

const reading: readonly Permission[] = [
  'ticket.read', 'promise.read', 'plan.read', 'agreement.read', 'customer.read', 'asset.read', 'product.read', 'form.read', 'people.read', 'roster.read', 'calendar.read',
  'approval.read', 'approval.decide', 'part.read', 'stock.read', 'repair.read', 'charge.read', 'price.read',
]
const field: readonly Permission[] = [
  'ticket.read', 'ticket.work', 'promise.read', 'customer.read', 'asset.read', 'product.read', 'form.read', 'form.file', 'people.read', 'roster.read', 'calendar.read',
  'approval.read', 'approval.decide', 'part.read', 'stock.read', 'stock.move', 'repair.read', 'charge.read', 'charge.write', 'price.read',
]

export const roleTemplates = {
  administrator: { title: { 'zh-TW': '系統管理員', 'zh-CN': '系统管理员', en: 'Administrator' }, scope: 'all', permissions },
  manager: {
    title: { 'zh-TW': '售後主管', 'zh-CN': '售后主管', en: 'Service manager' }, scope: 'all',
    permissions: [
      ...reading, 'ticket.register', 'ticket.work', 'ticket.assign', 'ticket.approve', 'ticket.export', 'ticket.delete', 'promise.excuse', 'plan.write', 'plan.activate', 'agreement.write',
      'customer.write', 'customer.import', 'asset.write', 'asset.import', 'product.write', 'form.file', 'people.write', 'roster.write', 'calendar.write', 'setting.read', 'audit.read', 'report.read',
      'cover.grant', 'cover.override', 'charge.write', 'charge.approve', 'part.write', 'stock.move', 'stock.adjust', 'repair.write', 'loaner.lend',
      'dealer.read', 'dealer.write', 'dealer.assign', 'claim.file', 'claim.manage', 'claim.appraise', 'claim.approve', 'vendor.read', 'vendor.write',
    ],
  },
  'service-desk': {
    title: { 'zh-TW': '客服人員', 'zh-CN': '客服人员', en: 'Service desk' }, scope: 'all',
    permissions: [
      ...reading, 'ticket.register', 'ticket.work', 'ticket.assign', 'customer.write', 'asset.write', 'form.file', 'repair.write', 'loaner.lend', 'dealer.read', 'dealer.write', 'dealer.assign', 'claim.file', 'charge.write',
    ],
  },
  dispatcher: {
    title: { 'zh-TW': '調度人員', 'zh-CN': '调度人员', en: 'Dispatcher' }, scope: 'all',
    permissions: [...reading, 'ticket.register', 'ticket.work', 'ticket.assign', 'form.file', 'roster.write', 'report.read', 'dealer.read', 'dealer.assign'],
  },
  'field-engineer': { title: { 'zh-TW': '服務工程師', 'zh-CN': '服务工程师', en: 'Field engineer' }, scope: 'team', permissions: [...field, 'ticket.register', 'repair.write', 'loaner.lend'] },
  lead: {
    title: { 'zh-TW': '售後組長', 'zh-CN': '售后组长', en: 'Team lead' }, scope: 'team',
    permissions: [
      ...reading, 'ticket.register', 'ticket.work', 'ticket.assign', 'ticket.approve', 'cover.grant', 'asset.write', 'form.file', 'roster.write', 'report.read', 'stock.move', 'repair.write',
    ],
  },
  'project-manager': {
    title: { 'zh-TW': '專案經理', 'zh-CN': '项目经理', en: 'Project manager' }, scope: 'team',
    permissions: [...reading, 'ticket.register', 'ticket.work', 'ticket.assign', 'asset.write', 'form.file', 'report.read'],
  },
  storekeeper: {
    title: { 'zh-TW': '倉管人員', 'zh-CN': '仓管人员', en: 'Storekeeper' }, scope: 'all',
    permissions: [...field, 'product.write', 'part.write', 'stock.adjust', 'repair.write', 'loaner.lend'],
  },
  finance: {
    title: { 'zh-TW': '財務人員', 'zh-CN': '财务人员', en: 'Finance' }, scope: 'all',
    permissions: [...reading, 'form.file', 'ticket.export', 'report.read', 'dealer.read', 'claim.settle', 'vendor.read', 'charge.write', 'charge.approve', 'price.write'],
  },
  quality: {
    title: { 'zh-TW': '品管人員', 'zh-CN': '质检人员', en: 'Quality' }, scope: 'all',
    permissions: [
      ...reading, 'ticket.register', 'ticket.work', 'ticket.approve', 'promise.excuse', 'form.file', 'report.read', 'dealer.read', 'claim.appraise', 'claim.approve', 'vendor.read', 'vendor.write',
    ],
  },
  sales: {
    title: { 'zh-TW': '業務人員', 'zh-CN': '销售人员', en: 'Sales' }, scope: 'all',
    permissions: [...reading, 'ticket.register', 'agreement.write', 'customer.write', 'dealer.read', 'dealer.write', 'dealer.assign', 'claim.file', 'claim.manage'],
  },
  'plan-editor': {
    title: { 'zh-TW': '方案編輯', 'zh-CN': '方案编辑', en: 'Plan editor' }, scope: 'all',
    permissions: [...reading, 'plan.write', 'plan.activate', 'agreement.write', 'calendar.write', 'report.read'],
  },
  dealer: {
    title: { 'zh-TW': '網點管理員', 'zh-CN': '网点管理员', en: 'Dealer administrator' }, scope: 'team',
    permissions: [...field, 'ticket.register', 'ticket.assign', 'asset.write', 'dealer.read', 'claim.file', 'claim.confirm'],
  },
  'dealer-engineer': { title: { 'zh-TW': '網點工程師', 'zh-CN': '网点工程师', en: 'Dealer engineer' }, scope: 'own', permissions: field.filter((one) => one !== 'people.read') },
  auditor: { title: { 'zh-TW': '稽核人員', 'zh-CN': '审计人员', en: 'Auditor' }, scope: 'all', permissions: [...reading.filter((one) => one.endsWith('.read')), 'setting.read', 'audit.read', 'report.read', 'dealer.read', 'vendor.read'] },
  'customer-admin': {
    title: { 'zh-TW': '客戶管理員', 'zh-CN': '客户管理员', en: 'Customer administrator' }, scope: 'all', permissions: ['own.read', 'own.report'],
  },
  customer: { title: { 'zh-TW': '客戶', 'zh-CN': '客户', en: 'Customer' }, scope: 'own', permissions: ['own.read', 'own.report'] },
} as const satisfies Record<string, RoleTemplate>
export type RoleCode = keyof typeof roleTemplates
