/**
 * `npm run bench`: how fast and how big, beside a bare page in the same run. `-- client_list` measures one,
 * `-- --json` prints a line of JSON for each.
 */
import { spawn } from 'node:child_process'
import { buildAssets, installPackages, ownNode, root } from './prepare.mjs'

installPackages({ forDevelopment: true })
buildAssets()
const bench = spawn(ownNode, ['bench/run.mjs', ...process.argv.slice(2)], {
  cwd: root,
  stdio: ['ignore', 'inherit', 'inherit'],
})
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => bench.kill(signal))
bench.on('exit', (code) => process.exit(code ?? 1))
