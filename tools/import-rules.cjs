// Who may import whom, made from the lists in house.json. A floor is only ever named there.
const house = require('./house.json')

const never = (name, from, to) => ({ name, severity: 'error', from, to })
const notTest = '\\.test\\.tsx?$'
const npm = (...names) => `(^|/)node_modules/(${names.join('|')})/`

// Lowest first: nobody reaches to a floor above his own.
const floors = (prefix, folder, nouns) => nouns.slice(0, -1).map((noun, floor) =>
  never(`${prefix}-${noun}`, { path: `^${folder}/${noun}/`, pathNot: notTest },
    { path: `^${folder}/(${nouns.slice(floor + 1).join('|')})/` }))

const wings = [
  never('domain-stands-alone', { path: '^domain/', pathNot: notTest }, { pathNot: ['^domain/', npm('temporal-polyfill')] }),
  never('contract-adds-zod', { path: '^contract/', pathNot: notTest }, { pathNot: ['^(contract|domain)/', npm('zod')] }),
  never('locales-know-codes', { path: '^locales/', pathNot: notTest }, { pathNot: '^(locales|contract|domain)/' }),
  never('server-knows-no-screen', { path: '^server/' }, { path: '^(ui|apps)/' }),
  never('ui-knows-no-server', { path: '^ui/' }, { path: '^(server|apps)/' }),
  never('apps-know-no-server', { path: '^apps/' }, { path: '^server/' }),
  never('no-tool-in-product', { path: `^(${house.wings.join('|')})/`, pathNot: notTest }, { path: '^tools/' }),
]

const server = [
  never('platform-knows-no-module', { path: '^server/platform/', pathNot: notTest }, { path: '^server/(modules|main)/' }),
  never('modules-know-no-main', { path: '^server/modules/', pathNot: notTest }, { path: '^server/main/' }),
  never('module-by-its-door', { path: '^server/modules/([^/]+)/', pathNot: notTest },
    { path: '^server/modules/', pathNot: '^server/modules/($1/|[^/]+/index\\.ts$)' }),
  never('queries-only-read', { path: '^server/modules/[^/]+/queries/', pathNot: notTest },
    { path: '^server/modules/[^/]+/(commands/|store\\.ts$)', dependencyTypesNot: ['type-only'] }),
  never('routes-hold-no-sql', { path: '^server/modules/[^/]+/routes\\.ts$' }, { path: '^server/platform/db/|/store\\.ts$' }),
]

const apps = [
  never('apps-never-meet', { path: '^apps/([^/]+)/' }, { path: '^apps/[^/]+/', pathNot: '^apps/$1/' }),
  never('features-know-no-screen', { path: '^apps/[^/]+/features/' }, { path: '^apps/[^/]+/screens/' }),
  never('features-never-meet', { path: '^apps/([^/]+)/features/([^/]+)/' },
    { path: '^apps/$1/features/[^/]+/', pathNot: '^apps/$1/features/$2/' }),
]

module.exports = {
  forbidden: [
    ...wings, ...server, ...apps,
    ...floors('ground', 'domain', house.domain),
    ...floors('floor', 'server/modules', house.modules),
    never('no-circle', {}, { circular: true }),
    never('no-dead-path', {}, { couldNotResolve: true }),
    never('no-test-in-product', { path: `^(${house.wings.join('|')})/`, pathNot: notTest }, { path: ['^tests/', notTest] }),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.(css|svg|png|woff2)$' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'], extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
  },
}
