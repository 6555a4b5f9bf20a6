import logger from '@adonisjs/core/services/logger'
import { sealLog } from '#audit/seals'
import { inClinic } from '#clinics/clinic_in_hand'
import { loadClinicState } from '#clinics/state'
import type Clinic from '#models/clinic'
import ScheduleRun from '#models/schedule_run'
import { clinicTasks, type NamedTask } from './tasks.js'

/**
 * Does what is due in one clinic, one task after the other. A task that fails is logged by its id and
 * does not keep the others. A task that a crash cut short runs again: it must bear that.
 */
export function visit(clinic: Clinic, isStopping = () => false) {
  return inClinic(clinic, async () => {
    await loadClinicState()
    await sealLog()
    const tasks = clinicTasks()
    const due = await ScheduleRun.dueIds(tasks.map(({ id }) => id))
    for (const task of tasks) if (due.has(task.id) && !isStopping()) await run(task, clinic)
  })
}

async function run({ id, everyMinutes, run: work }: NamedTask, clinic: Clinic) {
  const error = await failureOf(work)
  if (error) logger.error({ err: error, task: id, clinic: clinic.id }, 'a recurring task failed')
  // The message may hold what the task worked on, and the name of the error is enough to find it in the log.
  await ScheduleRun.finished(id, everyMinutes, error && error.name)
}

/** What the work threw, as an error; null where it went well. */
export async function failureOf(work: () => Promise<void>): Promise<Error | null> {
  try {
    await work()
    return null
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
