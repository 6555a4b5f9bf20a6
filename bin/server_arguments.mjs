/**
 * What Node is started with to be the server. Without a limit it keeps 32 MB and more of memory for what
 * lives for one request only; it needs a quarter of that.
 */
export const serverArguments = [
  '--max-semi-space-size=16',
  '--import',
  './bin/typescript.mjs',
  'bin/server.ts',
]
