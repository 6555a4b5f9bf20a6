/** How long it takes from a command to the first page, in seconds. */
import { spawn } from 'node:child_process'
import { freePort } from '../tests/peers/free_port.ts'
import { environment, house } from './servers.mjs'

let product
let floor

/** `npm start` on a house that has been started before. */
export async function timeProduct() {
  if (!product) {
    product = house(0)
    await time('npm', ['start', '--silent'], product.folder)
  }
  return time('npm', ['start', '--silent'], product.folder)
}

/** The bare page, without npm: the least that a start can take. */
export async function timeFloor() {
  const args = ['--import', './bin/typescript.mjs', 'bench/floor/server.ts']
  floor ??= house(0).folder
  return time(process.execPath, args, floor)
}

async function time(command, args, folder) {
  const port = await freePort()
  const from = performance.now()
  const child = spawn(command, args, {
    env: environment(folder, { PORT: String(port) }),
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  })
  const seconds = await firstPage(port).then(() => (performance.now() - from) / 1000)
  await end(child)
  return seconds
}

/** npm is gone before the server that it started has let go of its data folder: waits for both. */
async function end({ pid }) {
  process.kill(-pid, 'SIGTERM')
  for (;;) {
    try {
      process.kill(-pid, 0)
    } catch {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function firstPage(port) {
  for (;;) {
    const page = await fetch(`http://127.0.0.1:${port}/`).catch(() => null)
    if (page) return page.text()
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
