/** What the log says of an error. */
type SafeError = {
  type: string
  message: string
  code?: unknown
  status?: unknown
  stack?: string
  cause?: SafeError
}

/**
 * What may be written to the log of an error, and nothing else: errors carry what somebody typed in their
 * messages and in properties of their own (a refused value, a mail address, the text that is no JSON). Where it
 * happened is in the frames of the stack.
 */
export function safeError(error: unknown): SafeError {
  if (!(error instanceof Error)) return { type: typeof error, message: '' }
  const { code, status } = error as { code?: unknown; status?: unknown }
  return {
    type: error.name,
    message: safeMessage(error.message),
    ...(code !== undefined && { code }),
    ...(status !== undefined && { status }),
    stack: frames(error.stack),
    ...(error.cause !== undefined && { cause: safeError(error.cause) }),
  }
}

/** A message without what stands in quotes: that is where libraries repeat a value. Identifiers in backticks stay. */
function safeMessage(message: string) {
  return message.replaceAll(/"[^]*"/g, '"…"').replaceAll(/'[^]*'/g, "'…'")
}

/** The frames alone: the lines before them repeat the message. */
function frames(stack = '') {
  const lines = stack.split('\n').filter((line) => /^\s+at /.test(line))
  return lines.join('\n')
}

/** Takes care of the message beside an error, which the framework takes from the error itself. For pino's `hooks.logMethod`. */
export function safeArguments([first, ...rest]: unknown[]): unknown[] {
  const error = first instanceof Error ? first : (first as { err?: unknown } | undefined)?.err
  if (!(error instanceof Error)) return [first, ...rest]
  const [message = error.message, ...values] = rest
  const said = message === error.message ? safeMessage(error.message) : message
  return [first instanceof Error ? { err: first } : first, said, ...values]
}
