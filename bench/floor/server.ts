/**
 * What pages are held against: a bare AdonisJS page with one session, one query and one small template,
 * in a process of its own, with the framework's own parts and nothing of ours.
 */
import 'reflect-metadata'
import { Ignitor } from '@adonisjs/core'

const ROOT = new URL('./', import.meta.url)

await new Ignitor(ROOT, {
  importer: (path) => import(path.startsWith('.') ? new URL(path, ROOT).href : path),
})
  .httpServer()
  .start()
