// The screens of plans, agreements, customers, assets and administration: each loaded when it is first opened.
import type { ComponentType } from 'react'
import type { Permission } from '#contract/permissions.ts'
import type { AdminKey } from '#locales/en/admin.ts'

export type AdminRoute = { path: string; load: () => Promise<ComponentType> }

export const adminRoutes: readonly AdminRoute[] = [
  { path: '/plans', load: async () => (await import('./plan/plans.tsx')).PlansScreen },
  { path: '/plans/$planVersionId', load: async () => (await import('./plan/plan.tsx')).PlanScreen },
  { path: '/plans/$planVersionId/edit', load: async () => (await import('./plan/plan-editor.tsx')).PlanEditorScreen },
  { path: '/agreements', load: async () => (await import('./agreement/agreements.tsx')).AgreementsScreen },
  { path: '/agreements/new', load: async () => (await import('./agreement/new-agreement.tsx')).NewAgreementScreen },
  { path: '/agreements/$agreementId', load: async () => (await import('./agreement/agreement.tsx')).AgreementScreen },
  { path: '/approvals', load: async () => (await import('./approval/approvals.tsx')).ApprovalsScreen },
  { path: '/approval-seats', load: async () => (await import('./approval/seats.tsx')).SeatsScreen },
  { path: '/loaners', load: async () => (await import('./repair/loaners.tsx')).LoanersScreen },
  { path: '/rma', load: async () => (await import('./repair/rmas.tsx')).RmasScreen },
  { path: '/rma/$rmaId', load: async () => (await import('./repair/rma.tsx')).RmaScreen },
  { path: '/returns', load: async () => (await import('./repair/returns.tsx')).ReturnsScreen },
  { path: '/returns/$returnId', load: async () => (await import('./repair/return.tsx')).ReturnScreen },
  { path: '/customers', load: async () => (await import('./party/customers.tsx')).CustomersScreen },
  { path: '/customers/$customerId', load: async () => (await import('./party/customer.tsx')).CustomerScreen },
  { path: '/assets', load: async () => (await import('./asset/assets.tsx')).AssetsScreen },
  { path: '/assets/$assetId', load: async () => (await import('./asset/asset.tsx')).AssetScreen },
  { path: '/cover/causes', load: async () => (await import('./entitlement/causes.tsx')).CausesScreen },
  { path: '/deliveries', load: async () => (await import('./asset/deliveries.tsx')).DeliveriesScreen },
  { path: '/deliveries/$deliveryId', load: async () => (await import('./asset/delivery.tsx')).DeliveryScreen },
  { path: '/trace', load: async () => (await import('./asset/trace.tsx')).TraceScreen },
  { path: '/qr-codes', load: async () => (await import('./asset/qr-codes.tsx')).QrCodesScreen },
  { path: '/products', load: async () => (await import('./product/products.tsx')).ProductsScreen },
  { path: '/calendars', load: async () => (await import('./calendar/calendars.tsx')).CalendarsScreen },
  { path: '/calendars/$code', load: async () => (await import('./calendar/calendar.tsx')).CalendarScreen },
  { path: '/people', load: async () => (await import('./people/staff.tsx')).StaffScreen },
  { path: '/roles', load: async () => (await import('./people/roles.tsx')).RolesScreen },
  { path: '/teams', load: async () => (await import('./people/teams.tsx')).TeamsScreen },
  { path: '/roster', load: async () => (await import('./people/roster.tsx')).RosterScreen },
  { path: '/keys', load: async () => (await import('./people/keys.tsx')).KeysScreen },
  { path: '/audit', load: async () => (await import('./org/audit.tsx')).AuditScreen },
  { path: '/settings', load: async () => (await import('./setting/settings.tsx')).SettingsScreen },
  { path: '/webhooks', load: async () => (await import('./setting/webhooks.tsx')).WebhooksScreen },
]

/** An entry of the menu. The icon is the name of an icon of the set the shell draws. */
export type AdminEntry = { path: string; title: AdminKey; needs: Permission; icon: string; group: Extract<AdminKey, `nav.${string}`> }

export const adminEntries: readonly AdminEntry[] = [
  { path: '/plans', title: 'noun.plan', needs: 'plan.read', icon: 'FileProtectOutlined', group: 'nav.service' },
  { path: '/agreements', title: 'agreement.list', needs: 'agreement.read', icon: 'SolutionOutlined', group: 'nav.service' },
  { path: '/cover/causes', title: 'cover.causes', needs: 'report.read', icon: 'SafetyOutlined', group: 'nav.service' },
  { path: '/approvals', title: 'noun.approval', needs: 'approval.read', icon: 'FileDoneOutlined', group: 'nav.service' },
  { path: '/loaners', title: 'loaner.list', needs: 'repair.read', icon: 'SwapOutlined', group: 'nav.service' },
  { path: '/rma', title: 'rma.list', needs: 'repair.read', icon: 'ToolOutlined', group: 'nav.service' },
  { path: '/returns', title: 'return.list', needs: 'repair.read', icon: 'RollbackOutlined', group: 'nav.service' },
  { path: '/roster', title: 'roster.list', needs: 'roster.read', icon: 'ScheduleOutlined', group: 'nav.service' },
  { path: '/customers', title: 'noun.customer', needs: 'customer.read', icon: 'ShopOutlined', group: 'nav.base' },
  { path: '/assets', title: 'noun.asset', needs: 'asset.read', icon: 'HddOutlined', group: 'nav.base' },
  { path: '/deliveries', title: 'delivery.nav', needs: 'asset.read', icon: 'CarOutlined', group: 'nav.base' },
  { path: '/trace', title: 'trace.nav', needs: 'asset.read', icon: 'NodeIndexOutlined', group: 'nav.base' },
  { path: '/products', title: 'noun.product', needs: 'product.read', icon: 'AppstoreOutlined', group: 'nav.base' },
  { path: '/people', title: 'people.list', needs: 'people.read', icon: 'TeamOutlined', group: 'nav.company' },
  { path: '/teams', title: 'team.list', needs: 'people.read', icon: 'UsergroupAddOutlined', group: 'nav.company' },
  { path: '/roles', title: 'role.list', needs: 'people.read', icon: 'SafetyOutlined', group: 'nav.company' },
  { path: '/approval-seats', title: 'seat.list', needs: 'approval.read', icon: 'IdcardOutlined', group: 'nav.company' },
  { path: '/calendars', title: 'calendar.list', needs: 'calendar.read', icon: 'CalendarOutlined', group: 'nav.company' },
  { path: '/settings', title: 'setting.list', needs: 'setting.read', icon: 'SettingOutlined', group: 'nav.company' },
  { path: '/webhooks', title: 'webhook.list', needs: 'webhook.write', icon: 'ApiOutlined', group: 'nav.company' },
  { path: '/keys', title: 'key.list', needs: 'key.write', icon: 'KeyOutlined', group: 'nav.company' },
  { path: '/audit', title: 'audit.list', needs: 'audit.read', icon: 'AuditOutlined', group: 'nav.company' },
]
