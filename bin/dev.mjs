/** `npm run dev`: the server with Vite's own beside it; a change is there without a restart. */
import { spawn } from 'node:child_process'
import { installPackages, ownNode, root } from './prepare.mjs'

installPackages({ forDevelopment: true })
const server = spawn(ownNode, ['ace.js', 'serve', '--hmr', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { NODE_ENV: 'development', ...process.env },
})
// Ctrl+C reaches the server by itself, and it ends in its own time.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => server.kill())
server.on('exit', (code) => process.exit(code ?? 1))
