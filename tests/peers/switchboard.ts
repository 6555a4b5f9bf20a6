import { once } from 'node:events'
import { createServer, setGlobalProxyFromEnv } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

/**
 * Connects calls to hosts of the world with peers on this machine, as an HTTPS proxy (CONNECT, RFC 9110, 9.3.6). The code under
 * test calls the real address, checks the real name in the certificate, and knows nothing of it: there is no switch in
 * the program that could lead a call elsewhere. Whoever is not listed cannot be reached.
 *
 * @param peers the port of each host's peer
 */
export async function switchboard(peers: Readonly<Record<string, number>>) {
  const lines = new Set<Socket>()
  const proxy = createServer().on('connect', ({ url = '' }, line: Socket) => {
    lines.add(line)
    line.on('error', () => {}).on('close', () => lines.delete(line))
    const port = peers[url.replace(/:443$/, '')]
    if (!port) return line.end('HTTP/1.1 502 Nobody Here\r\n\r\n')
    const peer = connect(port, 'localhost', () => {
      line.write('HTTP/1.1 200 Connected\r\n\r\n')
      peer.pipe(line).pipe(peer)
    })
    peer.on('error', () => line.destroy())
    line.on('close', () => peer.destroy())
  })
  await once(proxy.listen(0, '127.0.0.1'), 'listening')
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  const restore = setGlobalProxyFromEnv({ https_proxy: address })
  return {
    /** What a process of its own needs to call through it. */
    environment: { NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: address },
    close: async () => {
      restore()
      for (const line of lines) line.destroy()
      proxy.close()
      await once(proxy, 'close')
    },
  }
}
