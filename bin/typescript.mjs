/**
 * Lets Node run the project's TypeScript as it stands: `node --import ./bin/typescript.mjs bin/server.ts`.
 *
 * Node itself cannot, because models use decorators. What the compiler made is kept beside the
 * sources and read again on the next start, so that only a changed file is compiled; with V8's own
 * compile cache this halves the start, and a running server never loads the compiler (50 MB).
 * A folder of plugins in TypeScript needs nothing more: every file goes through here.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire, enableCompileCache, registerHooks, setSourceMapsSupport } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Under systemd the code is read-only, and CacheDirectory= names a place that is not.
const cacheFolder =
  process.env.CACHE_DIRECTORY ?? fileURLToPath(new URL('../tmp/cache', import.meta.url))
const compiledFolder = join(cacheFolder, 'typescript')
const require = createRequire(import.meta.url)

// The same meaning as tsconfig.json has for the type-checker.
const options = {
  swcrc: false,
  configFile: false,
  sourceMaps: 'inline',
  inlineSourcesContent: false,
  module: { type: 'es6' },
  jsc: {
    target: 'esnext',
    parser: { syntax: 'typescript', decorators: true, dynamicImport: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
}
const compiler = `${require('@swc/core/package.json').version} ${JSON.stringify(options)}`

enableCompileCache(join(cacheFolder, 'v8'))
setSourceMapsSupport(true, { nodeModules: false, generatedCode: false })
registerHooks({ resolve, load })

/** An import says `./clinic.js`, as the compiled file would be called; the file is `./clinic.ts`. */
function resolve(specifier, context, next) {
  try {
    return next(specifier, context)
  } catch (error) {
    const isMissing = error.code === 'ERR_MODULE_NOT_FOUND' && error.url?.startsWith('file:')
    const source = isMissing && error.url.replace(/\.js(?=$|\?)/, '.ts')
    if (!source || source === error.url) throw error
    try {
      return next(source, context)
    } catch {
      throw error
    }
  }
}

function load(url, context, next) {
  if (!/\.ts(?=$|\?)/.test(url)) return next(url, context)
  return { format: 'module', shortCircuit: true, source: compiled(fileURLToPath(url)) }
}

function compiled(file) {
  const source = readFileSync(file, 'utf8')
  const kept = join(compiledFolder, `${hash(file)}.js`)
  // It stands last, so that a file cut short by a full disk is not taken for whole.
  const seal = `\n//${hash(compiler + source)}`
  const known = read(kept)
  if (known?.endsWith(seal)) return known

  const { code } = require('@swc/core').transformSync(source, { ...options, filename: file })
  keep(kept, code + seal)
  return code
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

function keep(file, text) {
  try {
    mkdirSync(compiledFolder, { recursive: true })
    // Several processes may compile the same file: each writes its own, and the last one stays.
    writeFileSync(`${file}.${process.pid}`, text)
    renameSync(`${file}.${process.pid}`, file)
  } catch {
    // A read-only folder only costs the compilation at each start.
  }
}

function hash(text) {
  return createHash('sha256').update(text).digest('base64url').slice(0, 27)
}
