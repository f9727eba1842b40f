// The linter of the house. There are no waivers inside a file: what is exempt is exempt by its path, here.
import tseslint from 'typescript-eslint'
import { compiledWings } from './tools/wings.mjs'

const clockAndChance = [
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'no-own-clock: the moment is an argument, not Date.now().' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'no-own-clock: the moment is an argument, not new Date().' },
  { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: 'no-own-chance: a choice is an argument, not Math.random().' },
]
const namedOnly = { selector: 'ExportDefaultDeclaration', message: 'no-default-export: exports have names.' }

const style = {
  semi: ['error', 'never'],
  quotes: ['error', 'single', { avoidEscape: true, allowTemplateLiterals: true }],
  'max-len': ['error', { code: 200, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true, ignoreUrls: true }],
  'no-trailing-spaces': 'error',
  'eol-last': 'error',
  eqeqeq: 'error',
  'no-var': 'error',
  'prefer-const': 'error',
}

// A shape reads best with a field's whole rule on its line.
const widerShapes = { 'max-len': ['error', { ...style['max-len'][1], code: 250 }] }

const sizes = {
  complexity: ['error', { max: 16, variant: 'modified' }],
  'max-depth': ['error', 3],
  'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
}

const typed = {
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
  '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
  '@typescript-eslint/only-throw-error': 'error',
}

export default tseslint.config(
  { ignores: ['**/node_modules/', '**/dist/', '.cache/', '.data/', 'test-results/', '**/*.generated.ts', 'docs/'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { project: compiledWings(import.meta.dirname).map((wing) => `${wing}/tsconfig.json`), tsconfigRootDir: import.meta.dirname } },
    rules: { ...style, ...sizes, ...typed, 'no-restricted-syntax': ['error', namedOnly] },
  },
  {
    files: ['{domain,contract}/**/*.ts', 'server/modules/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', namedOnly, ...clockAndChance] },
  },
  { files: ['contract/**/*.ts'], rules: widerShapes },
  // Every condition in the markup counts as a branch, and an element reads best on its line.
  { files: ['**/*.tsx'], rules: { complexity: ['error', { max: 24, variant: 'modified' }], 'max-len': ['error', { ...style['max-len'][1], code: 260 }] } },
  { files: ['**/*.{mjs,cjs,js}'], rules: { ...style, ...sizes } },
  { files: ['**/*.test.{ts,tsx}', '**/*.journey.ts', 'locales/**'], rules: { 'max-lines': 'off' } },
  // What Vitest asks for: a set-up file with a default export, and values provided by declaration merging.
  { files: ['tests/support/**'], rules: { 'no-restricted-syntax': 'off', '@typescript-eslint/consistent-type-definitions': 'off' } },
  { files: ['vitest.config.ts', '**/vite.config.ts', 'eslint.config.js'], rules: { 'no-restricted-syntax': 'off', 'max-len': 'off' } },
)
