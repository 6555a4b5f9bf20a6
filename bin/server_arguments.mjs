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

/**
 * And with which settings of the system around it. To check a password takes 19 MB for a moment; without this, the C
 * library (glibc) keeps them for the next one.
 */
export const serverEnvironment = { MALLOC_MMAP_THRESHOLD_: String(1024 * 1024) }
