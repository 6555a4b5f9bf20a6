import { configApp } from '@adonisjs/eslint-config'

const oneTransaction = {
  selector: "CallExpression[callee.property.name='transaction']",
  message: 'Use transaction() of #clinics/transaction: Lucid acknowledges a commit that failed.',
}
const noBulkModels = {
  selector: "CallExpression[callee.property.name=/^(createMany|saveMany|fetchOrCreateMany|updateOrCreateMany)$/]",
  message: 'It opens a transaction of Lucid\'s own. Loop inside transaction() of #clinics/transaction.',
}

export default configApp(
  { ignores: ['.adonisjs', 'public', 'tmp', 'data', 'build', 'database/*/schema.ts', 'plugins/*/schema.ts'] },
  {
    files: ['**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', oneTransaction, noBulkModels],
      'max-lines': ['warn', { max: 200, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['warn', { max: 30, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['app/clinics/transaction.ts', 'app/clinics/migrator.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['tests/**/*.ts', 'plugins/*/tests/**/*.ts', 'bench/**/*.ts'],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' },
  },
  {
    files: ['app/**/*.ts', 'config/**/*.ts', 'providers/**/*.ts', 'start/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: '(^|/)plugins/(?!.*\\.js$)|\\.\\./plugins/[^/]+/', message: 'The core never imports a plugin.' }] }],
    },
  }
)
