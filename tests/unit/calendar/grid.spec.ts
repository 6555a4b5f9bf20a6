import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { datesBetween } from '#calendar/dates'
import { NOBODY, type Row } from '#js/calendar/appointments'
import { awayWords } from '#js/calendar/away'
import { columnsFor, memberOrRoomOf } from '#js/calendar/columns'
import { hourEvents, type Hours } from '#js/calendar/hours'
import { initialsOf, shortened } from '#js/calendar/short_names'
import { type Columns, columnsOf } from '#js/calendar/view'
import { weekNumber } from '#js/calendar/walls'

const day = (from: string, until: string): [string, string] => [
  `2027-06-15T${from}`,
  `2027-06-15T${until}`,
]
const HOURS: Hours = {
  work: {
    signe: [day('09:00', '12:00'), day('13:00', '17:00')],
    mads: [day('11:00', '15:00')],
  },
  usual: {},
  off: { signe: [day('14:00', '16:00')] },
  holidays: {},
  haveHours: ['signe', 'mads'],
}

/** Each span as `09:00-12:00 is-open signe`. */
function behind(hours: Hours, columns: Columns) {
  return hourEvents(hours, columns).map(({ start, end, classNames, resourceIds, display }) => {
    const [from, until] = [start, end].map((wall) => String(wall).slice(11))
    return [`${from}-${until}`, classNames, resourceIds, display === 'background' ? [] : display]
      .flat(2)
      .filter(Boolean)
      .join(' ')
  })
}

test.group('The hours behind the appointments', () => {
  test('are those in which anybody works who is not away', ({ assert }) => {
    assert.deepEqual(behind(HOURS, 'days'), ['09:00-15:00 is-open', '16:00-17:00 is-open'])
  })

  test('of one member alone show the time off too', ({ assert }) => {
    const { signe } = HOURS.work
    assert.deepEqual(behind({ ...HOURS, work: { signe } }, 'days'), [
      '09:00-12:00 is-open',
      '13:00-14:00 is-open',
      '16:00-17:00 is-open',
      '14:00-16:00 is-off',
    ])
  })

  test('stand in the column of each member, and in none of a room', ({ assert }) => {
    assert.deepEqual(behind(HOURS, 'members'), [
      '09:00-12:00 is-open signe',
      '13:00-17:00 is-open signe',
      '11:00-15:00 is-open mads',
      '14:00-16:00 is-off signe',
    ])
    assert.deepEqual(behind(HOURS, 'rooms'), [])
  })
})

test.group('Who is away, where nobody has a column', () => {
  const members = [
    { id: 'signe', name: 'Signe Dahl' },
    { id: 'mads', name: 'Mads Holm' },
    { id: 'other', name: 'Mads Friis' },
  ]
  const said = (hours: Partial<Hours>) =>
    awayWords({ ...HOURS, off: {}, ...hours }, members, { locale: 'en', sentence: 'Away: %' })
  const all = [day('09:00', '12:00'), day('13:00', '17:00')]

  test('says the times of who is there for a part of the day, and of others only the name', ({
    assert,
  }) => {
    const off = { signe: HOURS.off.signe, mads: [day('10:00', '16:00')] }
    assert.deepEqual(said({ off }), {
      '2027-06-15': 'Away: Signe 14:00–16:00, Mads Holm',
    })
    assert.deepEqual(said({}), {})
  })

  test('other hours on a date are told where less is worked than usual, and more is not', ({
    assert,
  }) => {
    const usual = { signe: all, mads: [day('11:00', '15:00')] }
    const work = { signe: [day('09:00', '12:00')], mads: [day('10:00', '16:00')] }
    assert.deepEqual(said({ usual, work }), { '2027-06-15': 'Away: Signe 13:00–17:00' })
    assert.deepEqual(said({ usual, work: { ...work, signe: [] } }), { '2027-06-15': 'Away: Signe' })
  })

  test('time off over some days is told on those that are worked, and on all without hours', ({
    assert,
  }) => {
    const off: Hours['off'] = { signe: [['2027-06-14T22:00', '2027-06-17T12:00']] }
    assert.deepEqual(said({ off, work: { signe: all, mads: [] } }), { '2027-06-15': 'Away: Signe' })
    // Her hours are on other days, or over.
    assert.deepEqual(said({ off, work: { signe: [], mads: [] } }), {})
    assert.deepEqual(said({ off, work: { signe: [], mads: [] }, haveHours: ['mads'] }), {
      '2027-06-14': 'Away: Signe 22:00–00:00',
      '2027-06-15': 'Away: Signe',
      '2027-06-16': 'Away: Signe',
      '2027-06-17': 'Away: Signe 00:00–12:00',
    })
  })
})

test.group('A name where there is little room', () => {
  test('{name} is {short}, or {middle}')
    .with([
      { name: 'Anna Lind', short: 'AL', middle: 'Anna Lind' },
      { name: 'Marie Louise Frandsen', short: 'MF', middle: 'M. Frandsen' },
      { name: 'Christoffer', short: 'C', middle: 'Christoffer' },
      { name: 'Åse van der Ørsted', short: 'ÅØ', middle: 'Å. Ørsted' },
      { name: 'A. L.', short: 'AL', middle: 'A. L.' },
      { name: '#12', short: '#12', middle: '#12' },
      { name: '•••', short: '•••', middle: '•••' },
    ])
    .run(({ assert }, { name, short, middle }) => {
      assert.deepEqual([initialsOf(name), shortened(name)], [short, middle])
    })
})

test.group('The columns of the calendar', () => {
  const rooms = [
    { id: 'a', name: 'Room A' },
    { id: 'b', name: 'Room B' },
    { id: 'c', name: 'Room C' },
  ]
  const titles = (shown: string[], ...roomIds: (string | null)[]) =>
    columnsFor(
      roomIds.map((roomId) => ({ roomId }) as Row),
      { columns: 'rooms', all: rooms, shown, nobody: 'No room' }
    ).map(({ id, title }) => `${id} ${title}`)

  test('are those that are chosen, and those in which something is booked', ({ assert }) => {
    assert.deepEqual(titles(['a']), ['a Room A'])
    assert.deepEqual(titles(['a'], 'c'), ['a Room A', 'c Room C'])
    assert.deepEqual(titles(['a'], null), ['a Room A', `${NOBODY} No room`])
    assert.deepEqual(titles([]), [`${NOBODY} No room`])
  })

  test('say where something new is to be, or with whom; else the one whom the calendar is about', ({
    assert,
  }) => {
    assert.deepEqual(memberOrRoomOf('a', 'rooms'), { room: 'a' })
    assert.deepEqual(memberOrRoomOf('a', 'members', 'b'), { member: 'a' })
    assert.deepEqual(memberOrRoomOf(undefined, 'days', 'b'), { member: 'b' })
    assert.deepEqual(memberOrRoomOf(NOBODY, 'rooms'), {})
  })

  test('are members on a day, where there is room for them, and days otherwise', ({ assert }) => {
    assert.equal(columnsOf('day', false), 'members')
    assert.equal(columnsOf('day', true), 'days')
    assert.equal(columnsOf('week', false), 'days')
  })
})

test.group('The number of a week', () => {
  test('is that of ISO 8601, at the turn of each year', ({ assert }) => {
    for (let year = 2000; year < 2060; year++)
      for (const date of datesBetween(`${year}-12-24`, `${year + 1}-01-07`))
        assert.equal(weekNumber(date), DateTime.fromISO(date).weekNumber, date)
  })
})
