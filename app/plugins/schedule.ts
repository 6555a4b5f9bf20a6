/** Work that comes back, in each clinic where the plugin is on. The name is stable: it is kept in the database. */
export type ScheduledTask = { name: string; everyMinutes: number; run: () => Promise<void> }

const UNITS = { minute: 1, hour: 60, day: 1440 } as const

/** `every('6 hours', 'clean-up', work)`. */
export function every(
  interval: `${number} ${keyof typeof UNITS}${'' | 's'}`,
  name: string,
  run: () => Promise<void>
): ScheduledTask {
  const [count, unit] = interval.split(' ')
  return {
    name,
    everyMinutes: Number(count) * UNITS[unit.replace(/s$/, '') as keyof typeof UNITS],
    run,
  }
}
