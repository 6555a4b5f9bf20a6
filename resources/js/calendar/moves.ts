import type { Calendar } from '@event-calendar/core'
import { drawnEnd, NOBODY, type Row, rowOf, type Words } from './appointments.ts'
import type { Messages } from './messages.ts'
import { type Answer, type Scope, ScopeQuestion } from './scope_question.ts'
import { clockOf, type Columns, momentOf } from './view.ts'
import { addLength, addMinutes, minutesBetween, wallNow } from './walls.ts'

/**
 * Without an end it stays as long as it is. How many minutes lie between two times is for the server to say: in the nights in
 * which clocks change, what they show does not.
 */
type Target = { wall: string; end?: string; memberId?: string | null; roomId?: string | null }

type Done = Answer & { when: string; scope: Scope }

type Surroundings = {
  page: HTMLElement
  messages: Messages
  words: Words
  locale: string
  zone: string
  refetch: () => void
}

/** Of these a series moves others too; see Recurrence in app/models. */
const MOVED_WITH_OTHERS = ['booked', 'requested']

/** What is dragged, or drawn longer. A refused move snaps back and says why; one that was done can be undone. */
export class Moves {
  constructor(private calendar: Surroundings) {}

  async dropped({ event, delta, newResource, revert }: Calendar.EventDropInfo, columns: Columns) {
    const row = rowOf(event)
    const column = newResource && (newResource.id === NOBODY ? null : newResource.id)
    const owner = columns === 'rooms' ? { roomId: column } : { memberId: column }
    const target = {
      wall: addLength(row.start, delta),
      ...(column !== undefined && owner),
    }
    await this.move(row, target, revert)
  }

  async resized({ event, endDelta, revert }: Calendar.EventResizeInfo) {
    const row = rowOf(event)
    await this.move(row, { wall: row.start, end: addLength(drawnEnd(row), endDelta) }, revert)
  }

  private async move(row: Row, target: Target, revert: () => void) {
    const when = this.spanOf({ end: addMinutes(target.wall, shownMinutes(row)), ...target })
    const asSeen = { ...target, seen: row.sequence }
    const done = this.movesOthers(row)
      ? await new ScopeQuestion(this.calendar.page, when).ask((choice) =>
          send(row.id, { ...asSeen, ...choice })
        )
      : { scope: 'one' as const, answer: await send(row.id, asSeen) }
    if (!done || done.answer.refusal !== undefined) {
      revert()
      if (done) this.problem(done.answer)
    } else this.offerUndo(row, target, { when, scope: done.scope, ...done.answer })
    this.calendar.refetch()
  }

  /** A series goes back as one: what was moved with others is by now a series of its own, or all of it. */
  private offerUndo(row: Row, moved: Target, { when, scope, message, warning = '' }: Done) {
    const { messages, words, refetch } = this.calendar
    const back = {
      wall: row.start,
      ...(moved.end && { minutes: row.minutes }),
      memberId: row.memberId,
      roomId: row.roomId,
      // Where they were, somebody has seen them.
      ...(scope !== 'one' && { scope: 'all', despiteClosed: true }),
      // It lies over others again, if it did, and is marked again.
      ...(row.isOverbooked && { onTaken: 'overbook' }),
    }
    const sentence = message ?? words.moved.replace('%', when)
    messages.done(`${sentence} ${warning}`.trim(), async () => {
      const answer = await send(row.id, back)
      if (answer.refusal !== undefined) this.problem(answer)
      refetch()
    })
  }

  private problem({ refusal }: Answer) {
    this.calendar.messages.problem(refusal || this.calendar.words.unreachable)
  }

  private movesOthers({ repeats, status, start }: Row) {
    return repeats && MOVED_WITH_OTHERS.includes(status) && start > wallNow(this.calendar.zone)
  }

  private spanOf({ wall, end }: Required<Pick<Target, 'wall' | 'end'>>) {
    const { locale } = this.calendar
    return `${momentOf(wall, locale)}–${clockOf(end, locale)}`
  }
}

function shownMinutes({ start, end }: Row) {
  return minutesBetween(start, end)
}

/** An empty refusal is a server that did not answer. */
async function send(id: string, target: object): Promise<Answer> {
  const response = await fetch(`/appointments/${id}/moves`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept': 'application/json' },
    body: JSON.stringify(target),
  }).catch(() => null)
  if (response?.status === 204) return {}
  const answer = await response?.json().catch(() => null)
  if (response?.ok && answer) return answer as Answer
  const [error] = answer?.errors ?? []
  return { refusal: error?.message ?? '', field: error?.field }
}
