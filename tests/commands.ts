import ace from '@adonisjs/core/services/ace'

/**
 * Runs a command on the server of the tests, which a process of its own (`House.ace()`) would take a second for.
 *
 * @returns what it said, a line for each message, and its exit code
 */
export async function runCommand(command: string, ...args: string[]) {
  ace.ui.switchMode('raw')
  ace.ui.logger.flushLogs()
  try {
    const { exitCode } = await ace.exec(command, args)
    const lines = ace.ui.logger.getLogs().map(({ message }) => message)
    return { output: lines.join('\n'), exitCode }
  } finally {
    ace.ui.switchMode('normal')
  }
}
