import edge from 'edge.js'
import type { HttpRequest } from '@adonisjs/core/http'
import { attributes } from './markup.js'
import type { Retry } from './fields.js'

type FormProps = {
  /** Name of the route that takes the form, with its parameters; or `action` and `method`. */
  route?: string
  params?: unknown
  qs?: Record<string, unknown>
  action?: string
  method?: string
  id?: string
  /** The question that is asked before a changed form is left. */
  unsaved?: string
  [attribute: string]: unknown
}

const OWN = new Set([
  'route',
  'params',
  'qs',
  'action',
  'method',
  'id',
  'class',
  'unsaved',
  'files',
  'plain',
])
const NOTHING: Retry = { errors: {}, typed: {} }

/**
 * Where a form goes, and what it shows again. A page may have several forms: the mistakes and
 * what was typed belong to the one that was sent, which is the one with the request's own
 * address and method.
 */
export function formState(props: FormProps, request: HttpRequest | undefined, retry: Retry) {
  const { action, method } = props.route
    ? edge.globals.formAttributes(props.route, props.params, props.qs && { qs: props.qs })
    : spoofed(props.action ?? '', props.method ?? 'POST')
  const wasSent = Boolean(request) && isTarget(request!, action, method)
  const more = Object.fromEntries(Object.entries(props).filter(([key]) => !OWN.has(key)))
  return {
    retry: wasSent ? retry : NOTHING,
    problem: wasSent ? (retry.errors.form ?? []) : [],
    attrs: attributes({
      action,
      method,
      id: props.id,
      class: [props.plain ? null : 'form', props.class],
      novalidate: true,
      enctype: props.files && 'multipart/form-data',
      ...(props.unsaved ? unsaved(props.unsaved) : {}),
      ...more,
    }),
  }
}

function unsaved(question: string) {
  return {
    'data-controller': 'unsaved',
    'data-unsaved-question-value': question,
    'data-action':
      'input->unsaved#changed change->unsaved#changed submit->unsaved#sent turbo:before-visit@document->unsaved#visit beforeunload@window->unsaved#unload',
  }
}

function spoofed(action: string, method: string) {
  const verb = method.toUpperCase()
  if (verb === 'GET' || verb === 'POST') return { action, method: verb }
  return { action: `${action}${action.includes('?') ? '&' : '?'}_method=${verb}`, method: 'POST' }
}

function isTarget(request: HttpRequest, action: string, method: string) {
  const { pathname, searchParams } = new URL(action, 'http://form')
  const verb = searchParams.get('_method') ?? method
  return method !== 'GET' && pathname === request.url() && verb === request.method()
}
