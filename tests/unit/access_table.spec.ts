import { test } from '@japa/runner'
import { differences, tableOf } from '#tests/access/table'
import type { Reach, Way } from '#tests/access/walk'

const TITLES = ['Owner', 'Receptionist']
const NOTES = { '/rooms/': 'their own' }

function way(method: string, pattern: string, owner: Reach, receptionist: Reach): Way {
  const call = { name: pattern, method, pattern, permissions: ['rooms.read'] }
  const reach = new Map([
    ['Owner', owner],
    ['Receptionist', receptionist],
  ])
  return { call, reach, wantsProof: false }
}

function table(...ways: Way[]) {
  return tableOf(ways, TITLES, NOTES)
}

test.group('The table of who may reach what', () => {
  const [list, one] = [way('GET', '/rooms', 'all', 'none'), way('GET', '/rooms/:id', 'all', 'some')]
  const written = table(list, one)

  test('has a chapter for each noun and says what “some” means', ({ assert }) => {
    const narrow = written.map((line) => line.replaceAll(/ +/g, ' '))
    assert.deepEqual(narrow.slice(0, 3), ['', '## /rooms', ''])
    assert.deepEqual(narrow.slice(5), [
      '| `GET /rooms` | rooms.read | | yes | – | |',
      '| `GET /rooms/:id` | rooms.read | | yes | some | their own |',
    ])
  })

  test('differs in nothing from itself', ({ assert }) => {
    assert.isEmpty(differences('access.md', written, written))
  })

  test('is told by line where another may reach something', ({ assert }) => {
    const [found, ...others] = differences(
      'access.md',
      written,
      table(way('GET', '/rooms', 'all', 'all'), one)
    )
    assert.isEmpty(others)
    assert.match(found, /^access\.md:6 says\n.*\| – .*\nand the server\n.*\| yes +\| yes/)
  })

  test('is told what it lacks, and what is not there', ({ assert }) => {
    const [gone, lacking, ...others] = differences('access.md', table(list), table(one))
    assert.isEmpty(others)
    assert.match(gone, /^access\.md:6 speaks of what is not there:\n {2}\| `GET \/rooms`/)
    assert.match(lacking, /^access\.md lacks\n {2}\| `GET \/rooms\/:id`/)
  })
})
