// What compiler, linter and import rules cannot say: kinds of files, tests owed, names, places, files made from other files.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, dirname, extname, join, posix } from 'node:path'
import { generatedFiles } from './generated.mjs'

/** All violations of the tree at `root`, each with its rule, file and reason. */
export async function findViolations(root, { filesOf = 'git', generated } = {}) {
  const house = JSON.parse(readFileSync(join(root, 'tools/house.json'), 'utf8'))
  const files = filesOf === 'git' ? trackedFiles(root) : folderFiles(root)
  const read = (file) => readFileSync(join(root, file), 'utf8')
  return [
    ...files.flatMap((file) => moduleKind(file)),
    ...unlistedNouns(files, house),
    ...testsOwed(files, read),
    ...files.flatMap(namelessFile),
    ...files.flatMap((file) => placesOf(file, read)),
    ...(await staleFiles(root, generated)),
  ]
}

const violation = (rule, file, why) => ({ rule, file, why })

const trackedFiles = (root) => execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
  .split('\n').filter((file) => file && existsSync(join(root, file)))

const folderFiles = (root) => readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => posix.join(entry.parentPath.slice(root.length + 1), entry.name))
  .filter((file) => !file.startsWith('node_modules'))

const kinds = /^(index|routes|store|policy|jobs)(\.db)?(\.test)?\.ts$|^(commands|queries)\/[a-z0-9-]+(\.db)?(\.test)?\.ts$|^[a-z0-9-]+(\.db)?\.test\.ts$/

function moduleKind(file) {
  const [, , noun, ...rest] = file.split('/')
  if (!file.startsWith('server/modules/') || kinds.test(rest.join('/'))) return []
  return [violation('module-kind', file, `a module has index, routes, store, policy, jobs, commands/ and queries/, and their tests: ${noun} has another`)]
}

function unlistedNouns(files, house) {
  const listed = { domain: house.domain, 'server/modules': house.modules }
  return Object.entries(listed).flatMap(([folder, nouns]) => files
    .filter((file) => file.startsWith(`${folder}/`))
    .filter((file) => file.slice(folder.length + 1).includes('/') && !nouns.includes(file.slice(folder.length + 1).split('/')[0]))
    .map((file) => violation('unlisted-noun', file, `${folder} in tools/house.json does not name this folder, so no floor holds it`)))
}

const exportsFunction = /^export (async )?function[ *]|^export const \w+(: [^=]+)? = (async )?(<[^>]+>)?\(/m

// The debt is paid by the test of the same name beside the file, by any test that imports it, or by the test of the face of its
// folder that stands on it.
function testsOwed(files, read) {
  const tested = new Set(files.filter((file) => /\.test\.tsx?$/.test(file)).flatMap((file) => importsOf(file, read(file))))
  for (const file of tested) {
    if (!files.includes(file)) continue
    for (const below of importsOf(file, read(file))) if (below.split('/').slice(0, 2).join('/') === file.split('/').slice(0, 2).join('/')) tested.add(below)
  }
  return files
    .filter((file) => /^domain\/.*\.ts$/.test(file) && !file.endsWith('.test.ts'))
    .filter((file) => exportsFunction.test(read(file)) && !tested.has(file) && !files.includes(file.replace(/\.ts$/, '.test.ts')))
    .map((file) => violation('test-owed', file, 'exports a function, and no test imports it'))
}

const importsOf = (file, text) => [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, path]) =>
  (path.startsWith('#') ? path.slice(1) : posix.normalize(posix.join(dirname(file), path))))

const nameless = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'misc', 'types', 'enums', 'manager', 'service', 'lib', 'shared', 'stuff'])
const wings = /^(domain|contract|locales|server|ui|apps|tests|tools)\//

// The gate that compiles is called by what it checks: npm run types.
const commands = new Set(['tools/types.mjs'])

function namelessFile(file) {
  if (!wings.test(file) || commands.has(file)) return []
  const names = [...dirname(file).split('/'), basename(file, extname(file)).split('.')[0]]
  const bad = names.find((name) => nameless.has(name))
  return bad ? [violation('nameless-file', file, `"${bad}" says nothing: if it has no name, it has no home yet`)] : []
}

const places = [
  ['machine-path', /(?<![\w.:/-])\/(home|Users|root|work|workspace|mnt|srv)\/[\w.-]+/, 'names a path of one machine'],
  ['machine-path', /\b[A-Z]:\\\\?(Users|Documents)\b/, 'names a path of one machine'],
  ['registry-host', /(^|\s)(@[\w-]+:)?registry\s*=\s*\S+/m, 'names a registry: that is the business of each machine'],
  ['registry-host', /"resolved":\s*"https?:\/\/(?!registry\.npmjs\.org\/)/, 'is locked to a registry of one place'],
]
const isText = /\.(ts|tsx|mjs|cjs|js|json|md|ya?ml|sql|css|html|txt|sh)$|(^|\/)(\.npmrc|\.gitignore|Dockerfile|run)$/

function placesOf(file, read) {
  if (!isText.test(file)) return []
  const text = read(file)
  return places.filter(([, pattern]) => pattern.test(text))
    .map(([rule, pattern, why]) => violation(rule, file, `${why}: ${pattern.exec(text)[0].trim().slice(0, 60)}`))
}

async function staleFiles(root, wanted) {
  const fresh = await generatedFiles()
  return Object.entries(fresh)
    .filter(([file]) => !wanted || wanted.includes(file))
    .filter(([file, text]) => !existsSync(join(root, file)) || readFileSync(join(root, file), 'utf8') !== text)
    .map(([file]) => violation('stale-file', file, 'is not what its source says: run node tools/generate.mjs'))
}
