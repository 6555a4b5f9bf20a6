/**
 * Entry point of the commands: `node ace list` shows them. The project's TypeScript runs as it
 * stands, without a build step, on the Node that npm installed with it.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const NEEDED = 24

if (Number.parseInt(process.versions.node) < NEEDED) {
  const ownNode = fileURLToPath(new URL('node_modules/.bin/node', import.meta.url))
  const { status, error } = spawnSync(ownNode, process.argv.slice(1), { stdio: 'inherit' })
  if (error) console.error(`Fortrolig needs Node ${NEEDED}. Run npm install, which brings it.`)
  process.exit(status ?? 1)
}

await import('./bin/typescript.mjs')
await import('./bin/console.ts')
