import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { test } from '@japa/runner'
import { archiveClinic } from '#clinics/archive'
import { clinicFolder } from '#clinics/database'
import { people } from '#tests/people'

const FILES = 60

test.group('The archive of a clinic', () => {
  test('is whole although files are thrown away while it is written', async ({
    assert,
    cleanup,
  }) => {
    const { nordlys } = await people()
    const home = clinicFolder(nordlys.id)
    const folder = join(home, 'files', 'racing')
    const out = mkdtempSync(join(tmpdir(), 'fortrolig-archive-test-'))
    cleanup(() => [out, folder].forEach((each) => rmSync(each, { recursive: true, force: true })))
    mkdirSync(folder, { recursive: true })
    const paths = Array.from({ length: FILES }, (_, at) => join(folder, `${at}.age`))
    for (const path of paths) writeFileSync(path, randomBytes(64 * 1024))
    const left = join(home, 'held-broken-off')
    mkdirSync(left)
    utimesSync(left, 0, 0)

    const zip = join(out, 'nordlys.zip')
    const archiving = archiveClinic(nordlys, [], zip)
    // Some go while it begins, in whatever moment, and all others once it is being written.
    const [early, late] = [paths.slice(0, FILES / 2), paths.slice(FILES / 2)]
    for (const path of early) await rm(path)
    while (!existsSync(zip)) await setImmediate()
    for (const path of late) await rm(path)
    const count = await archiving

    const python = (flag: string) =>
      spawnSync('python3', ['-m', 'zipfile', flag, zip], { encoding: 'utf8' })
    assert.include(python('-t').stdout, 'Done testing')
    const { stdout } = python('-l')
    const inside = paths.map((_, at) => stdout.includes(`files/racing/${at}.age`))
    assert.notInclude(inside.slice(FILES / 2), false)
    assert.isAtLeast(count, late.length + 2)
    assert.deepEqual(
      readdirSync(home).filter((name) => name.startsWith('held-')),
      [],
      'nothing that was thrown away is held any longer'
    )
  })
})
