// Finds a Chromium for the journeys, or brings one in.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { root } from './node24.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

// The path of a browser, or null when there is none and none could be brought in.
export function ensureChromium() {
  return findChromium() ?? (installSystem() ? findChromium() : null) ?? (installPlaywright() ? findChromium() : null)
}

function findChromium() {
  if (process.env.CHROMIUM && existsSync(process.env.CHROMIUM)) return process.env.CHROMIUM
  return [...onPath(), ...inPlaywrightCache()].find((file) => existsSync(file) && works(file)) ?? null
}

function onPath() {
  const folders = ['/usr/bin', '/usr/local/bin', '/snap/bin', ...(process.env.PATH ?? '').split(delimiter).filter(Boolean)]
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
  return [...folders.flatMap((folder) => names.map((name) => join(folder, name))), mac]
}

function inPlaywrightCache() {
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), '.cache/ms-playwright')
  if (!existsSync(cache)) return []
  const programs = ['chrome-linux/chrome', 'chrome-linux64/chrome', 'chrome-linux/headless_shell',
    'chrome-headless-shell-linux64/chrome-headless-shell']
  return readdirSync(cache).filter((name) => name.startsWith('chromium')).sort().reverse()
    .flatMap((name) => programs.map((program) => join(cache, name, program)))
}

// Ubuntu's package of this name is only a signpost to another shop, so having the file is not enough.
function works(file) {
  return spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0
}

function installSystem() {
  if (process.platform !== 'linux' || process.getuid() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  process.stderr.write('Installing Chromium for the journeys …\n')
  const apt = (...args) => run('apt-get', ['-q', '-y', ...args])
  return apt('update') && apt('install', '--no-install-recommends', 'chromium', 'fonts-noto-cjk')
}

function installPlaywright() {
  return run(process.execPath, [join(root, 'node_modules/playwright-core/cli.js'), 'install', 'chromium'])
}

function run(command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env, timeout: 5 * 60_000 }).status === 0
}
