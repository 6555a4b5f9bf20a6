import { configApp } from '@adonisjs/eslint-config'
import boundaries from './eslint/boundaries.js'

const oneTransaction = {
  selector: "CallExpression[callee.property.name='transaction']",
  message: 'Use transaction() of #clinics/transaction: Lucid acknowledges a commit that failed.',
}
const noBulkModels = {
  selector:
    'CallExpression[callee.property.name=/^(createMany|saveMany|fetchOrCreateMany|updateOrCreate(Many)?)$/]',
  message:
    "It opens a transaction of Lucid's own. Loop inside transaction() of #clinics/transaction.",
}

/** What was decrypted is shown as text, never as markup: a note could be written to run scripts in its reader's page. */
const noMarkup = {
  selector:
    'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe)$/]',
  message: 'Use textContent and elements: what was decrypted must not become markup.',
}

/** A plugin reaches its clinic, and nobody else's; and what leaves the machine leaves a line in the clinic's log. */
const ownClinicOnly = {
  name: '@adonisjs/lucid/services/db',
  message:
    'Use clinicClient() of #clinics/database: it is the clinic in hand, inside its transaction.',
}
const outgoingCalls = ['http', 'https', 'http2', 'net', 'tls', 'dgram', 'undici']
  .flatMap((name) => [name, `node:${name}`])
  .map((name) => ({
    name,
    message: 'Call out through #plugins/egress, which asks the plugin’s list of hosts.',
  }))

export default configApp(
  {
    ignores: [
      '.adonisjs',
      'public',
      'tmp',
      'data',
      'build',
      'database/*/schema.ts',
      'plugins/*/schema.ts',
      // The framework's own list leaves all of resources out.
      '!resources',
      '!resources/js',
      '!resources/js/**',
    ],
  },
  {
    files: ['**/*.ts'],
    plugins: { boundaries },
    rules: {
      'boundaries/core-imports-no-plugin': 'error',
      'boundaries/plugins-meet-in-api': 'error',
      'boundaries/public-faces-only': 'error',
      'boundaries/nothing-looks-up': 'error',
      'boundaries/events-know-nobody': 'error',
      'no-restricted-syntax': ['error', oneTransaction, noBulkModels],
      'max-lines': ['warn', { max: 200, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['warn', { max: 30, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: [
      'app/clinics/transaction.ts',
      'app/clinics/shared_commit.ts',
      'app/clinics/migrator.ts',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['plugins/*/**/*.ts'],
    ignores: ['plugins/*/tests/**', 'plugins/*/browser/**'],
    rules: {
      'no-restricted-imports': ['error', { paths: [ownClinicOnly, ...outgoingCalls] }],
      'no-restricted-globals': [
        'error',
        {
          name: 'fetch',
          message: 'Call out through #plugins/egress, which asks the plugin’s list of hosts.',
        },
      ],
    },
  },
  {
    // In a browser a transaction is IndexedDB's.
    files: ['resources/js/**/*.ts', 'plugins/*/browser/**/*.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['plugins/{keys,soap}/browser/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', noMarkup] },
  },
  {
    // A test or a migration is read from top to bottom, and a list of columns has no parts.
    files: [
      'tests/**/*.ts',
      'plugins/*/tests/**/*.ts',
      'stubs/*/tests/**/*.ts',
      'bench/**/*.ts',
      'database/*/migrations/*.ts',
      'plugins/*/migrations/*.ts',
    ],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' },
  }
)
