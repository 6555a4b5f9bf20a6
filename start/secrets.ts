import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const NAMES = ['APP_KEY', 'DATA_KEY', 'AUDIT_KEY'] as const

/**
 * Makes the server's secrets on the first start and loads them into the environment.
 *
 * They lie beside the databases in a file that only the owner can read, one purpose
 * each: APP_KEY signs cookies, DATA_KEY encrypts fields, AUDIT_KEY chains the audit log.
 * Values already in the environment win, so a secret store can provide them instead.
 */
export function loadSecrets(dataDir: string) {
  const file = join(dataDir, 'secrets.env')
  const known = existsSync(file) ? parse(readFileSync(file, 'utf8')) : {}
  const missing = NAMES.filter((name) => !process.env[name] && !known[name])

  if (missing.length) {
    for (const name of missing) known[name] = randomBytes(32).toString('base64url')
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    writeFileSync(file, serialise(known), { mode: 0o600 })
  }
  for (const name of NAMES) process.env[name] ??= known[name]
}

function parse(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line.includes('=') && !line.startsWith('#'))
  return Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf('=')),
      line.slice(line.indexOf('=') + 1).trim(),
    ])
  )
}

function serialise(secrets: Record<string, string>) {
  const lines = Object.entries(secrets).map(([name, value]) => `${name}=${value}`)
  return [
    '# Without these keys the data cannot be read. Back this file up apart from the databases.',
    ...lines,
    '',
  ].join('\n')
}
