/** Minutes from midnight of what a clock shows: `09:30` is 570. */
export function clockMinutes(clock: string) {
  const [hours, minutes] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

/** What a clock shows so many minutes after midnight; 1440 is `00:00` again. */
export function clockTime(minutes: number) {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`
}
