import { Writable } from 'node:stream'
import { test } from '@japa/runner'
import { Logger } from '@adonisjs/core/logger'
import loggerConfig from '#config/logger'

/** What the server's logger writes, with its own configuration. */
function written(log: (logger: Logger) => void) {
  const lines: string[] = []
  const sink = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const { transport, ...config } = loggerConfig.loggers.app
  log(new Logger({ ...config, level: 'info', destination: sink as never }))
  return JSON.parse(lines.join(''))
}

test.group('The log', () => {
  test('says what kind of error it was and where, and nothing that somebody typed', ({
    assert,
  }) => {
    const cause = new Error('no such client: "Kim Øst"')
    const error = Object.assign(new TypeError('550 "kim@example.test" is unknown', { cause }), {
      code: 'EENVELOPE',
      status: 500,
      recipient: 'kim@example.test',
      values: ['Kim Øst'],
    })

    for (const log of [
      (logger: Logger) => logger.error({ err: error, client: 'c1' }, error.message),
      (logger: Logger) => logger.error({ err: error, client: 'c1' }),
      (logger: Logger) => logger.child({ client: 'c1' }).error(error),
      (logger: Logger) => logger.child({ client: 'c1' }).error(error, error.message),
    ]) {
      const line = written(log)
      assert.notMatch(JSON.stringify(line), /kim/i)
      assert.notInclude(JSON.stringify(line), 'Øst')
      assert.equal(line.client, 'c1')
      assert.equal(line.msg, '550 "…" is unknown')
      assert.equal(line.err.type, 'TypeError')
      assert.equal(line.err.code, 'EENVELOPE')
      assert.match(line.err.stack, /^ +at .*log_safe\.spec\.ts/)
      assert.equal(line.err.cause.message, 'no such client: "…"')
    }
  })

  test('leaves messages that are not an error’s own as they are', ({ assert }) => {
    const line = written((logger) => logger.error({ err: new Error('x') }, 'the "outbox" stopped'))
    assert.equal(line.msg, 'the "outbox" stopped')
    assert.equal(
      written((logger) => logger.info({ task: 'core.audit' }, 'done %d', 3)).msg,
      'done 3'
    )
  })

  test('does not repeat a text that was no JSON', ({ assert }) => {
    const line = written((logger) => {
      try {
        JSON.parse('{"name": "Kim Øst", "note": \'anxious\'}')
      } catch (error) {
        logger.error({ err: error }, error.message)
      }
    })
    assert.notMatch(JSON.stringify(line), /Kim|Øst|anxious/)
    assert.equal(line.err.type, 'SyntaxError')
  })
})
