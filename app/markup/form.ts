import edge from 'edge.js'
import type { HttpRequest } from '@adonisjs/core/http'
import { attributes } from './markup.js'
import type { Retry } from './field.js'

type FormProps = {
  /** Name of the route that takes the form, with its parameters; or `action` and `method`. */
  route?: string
  params?: unknown
  qs?: Record<string, unknown>
  action?: string
  method?: string
  /** The question that is asked before a changed form is left. */
  unsaved?: string
  /** Whether files are sent. */
  files?: boolean
  /** Without the vertical rhythm, for a form that is a single button. */
  plain?: boolean
  [attribute: string]: unknown
}

const NOTHING: Retry = { errors: {}, typed: {} }
const UNSAVED = [
  'input->unsaved#changed',
  'change->unsaved#changed',
  'submit->unsaved#sent',
  'turbo:before-visit@document->unsaved#visit',
  'beforeunload@window->unsaved#unload',
]

/**
 * Where a form goes, and what it shows again. A page may have several forms: the mistakes and
 * what was typed belong to the one that was sent, which is the one with the request's own
 * address and method.
 */
export function form(props: FormProps, request: HttpRequest | undefined, retry: Retry) {
  const { route, params, qs, action: to, method: verb, ...rest } = props
  const { action, method } = route
    ? edge.globals.formAttributes(route, params, qs && { qs })
    : spoofed(to ?? '', verb ?? 'POST')
  const shown = request && isTarget(request, action, method) ? retry : NOTHING
  return {
    retry: shown,
    problem: shown.errors.form ?? [],
    attributes: attributes({ action, method, novalidate: true, ...attributesOf(rest) }),
  }
}

function attributesOf({ unsaved, files, plain, ...more }: FormProps) {
  return {
    ...more,
    'class': [!plain && 'form', more.class],
    'enctype': files && 'multipart/form-data',
    'data-controller': [unsaved && 'unsaved', more['data-controller']],
    'data-unsaved-question-value': unsaved,
    'data-action': [...(unsaved ? UNSAVED : []), more['data-action']],
  }
}

function spoofed(action: string, method: string) {
  const verb = method.toUpperCase()
  if (verb === 'GET' || verb === 'POST') return { action, method: verb }
  return { action: `${action}${action.includes('?') ? '&' : '?'}_method=${verb}`, method: 'POST' }
}

function isTarget(request: HttpRequest, action: string, method: string) {
  // A page that is only looked at has no form to show again, and most pages are.
  if (request.method() === 'GET') return false
  const { pathname, searchParams } = new URL(action, 'http://form')
  const verb = searchParams.get('_method') ?? method
  return method !== 'GET' && pathname === request.url() && verb === request.method()
}
