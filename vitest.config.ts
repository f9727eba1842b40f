import { defineConfig } from 'vitest/config'

const projects = [
  { name: 'rules', include: ['{domain,contract,locales,server,ui,apps,tools}/**/*.test.{ts,tsx}'], exclude: ['**/*.db.test.ts', '**/node_modules/**'] },
  { name: 'database', include: ['**/*.db.test.ts'], exclude: ['**/node_modules/**'], globalSetup: 'tests/support/cluster.ts', testTimeout: 60_000, hookTimeout: 120_000 },
  { name: 'journeys', include: ['tests/journeys/**/*.journey.ts'], globalSetup: 'tests/support/cluster.ts', testTimeout: 120_000, hookTimeout: 180_000, fileParallelism: false },
]

export default defineConfig({
  test: {
    projects: projects.map(({ name, ...test }) => ({ test: { name, ...test } })),
    maxWorkers: 2,
  },
})
