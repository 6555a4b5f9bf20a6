import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { hex } from '../../browser/crypto/bytes.js'
import { type KeyFileFault, type KeyFileProblem } from '../../browser/crypto/faults.js'
import { openKeyFile, writeKeyFile } from '../../browser/crypto/key_file.js'
import { type Keys, makeKeys } from '../../browser/crypto/key_pair.js'

const PASSPHRASE = 'Blåbærgrød på søndag'
const NAMES = { clinic: 'Nordlys', member: 'Signe Dahl', made: new Date('2027-03-01') }

let keys: Keys
let file: string

test.group('Key file', (group) => {
  group.setup(async () => {
    keys = await makeKeys()
    file = await writeKeyFile(keys, PASSPHRASE, NAMES)
  })

  test('gives back the keys, which nobody can take out', async ({ assert }) => {
    const opened = await openKeyFile(file, PASSPHRASE, keys.id)
    assert.deepEqual([opened.id, opened.points], [keys.id, keys.points])
    assert.deepEqual([opened.receive.extractable, opened.sign.extractable], [false, false])
  })

  test('says in plain text what it is', ({ assert }) => {
    const lines = file.split('\n')
    assert.deepEqual(lines.slice(0, 5), [
      'Fortrolig key file',
      'Clinic: Nordlys',
      'Member: Signe Dahl',
      'Made: 2027-03-01',
      `Key: ${keys.id}`,
    ])
  })

  test('OpenSSL opens it with the passphrase, and with no other', ({ assert, cleanup }) => {
    const folder = mkdtempSync(join(tmpdir(), 'key-'))
    cleanup(() => rmSync(folder, { recursive: true }))
    const path = join(folder, 'signe.key')
    writeFileSync(path, file)
    const open = (passphrase: string) =>
      execFileSync('openssl', ['pkey', '-in', path, '-passin', `pass:${passphrase}`, '-text'], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      })
    const text = open(PASSPHRASE)
    const point = text.match(/pub:\s+([\da-f:\s]+?)\s+ASN1/)![1].replace(/[^\da-f]/g, '')
    assert.equal(point, hex(keys.points.receive))
    assert.include(text, 'BEGIN PRIVATE KEY')
    assert.throws(() => open('blåbærgrød'))
  })

  test('a file written by OpenSSL itself opens too', async ({ assert, cleanup }) => {
    const folder = mkdtempSync(join(tmpdir(), 'key-'))
    cleanup(() => rmSync(folder, { recursive: true }))
    const blocks = file.match(/-----BEGIN[^]+?END ENCRYPTED PRIVATE KEY-----/g)!
    const again = blocks.map((block) =>
      execFileSync(
        'openssl',
        `pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA256 -iter 1000 -passout pass:another`
          .split(' ')
          .concat(['-passin', `pass:${PASSPHRASE}`]),
        { input: block, encoding: 'utf8' }
      )
    )
    const opened = await openKeyFile(again.join(''), 'another', keys.id)
    assert.equal(opened.id, keys.id)
  })

  test('each thing that is wrong has a name of its own', async ({ assert }) => {
    const problem = async (text: string, passphrase = PASSPHRASE, expected: string = keys.id) => {
      try {
        await openKeyFile(text, passphrase, expected)
        return null
      } catch (error) {
        return (error as KeyFileFault).problem as KeyFileProblem
      }
    }
    const other = await makeKeys()
    const cutOff = file.slice(0, -300)
    const changed = file.replace(
      /\n([A-Za-z0-9+/]{10})(.)/,
      (_, start, letter) => `\n${start}${letter === 'A' ? 'B' : 'A'}`
    )
    assert.notEqual(changed, file)
    assert.deepEqual(
      {
        right: await problem(file),
        windows: await problem(file.replaceAll('\n', '\r\n')),
        wrong: await problem(file, 'blåbærgrød på søndag'),
        empty: await problem(file, ''),
        cut: await problem(cutOff),
        changed: await problem(changed),
        photograph: await problem('\x89PNG…'),
        nothing: await problem(''),
        another: await problem(file, PASSPHRASE, other.id),
        renamed: await problem(file.replace(keys.id, other.id), PASSPHRASE, other.id),
      },
      {
        right: null,
        windows: null,
        wrong: 'wrong_passphrase',
        empty: 'wrong_passphrase',
        cut: 'damaged',
        changed: 'damaged',
        photograph: 'not_a_key_file',
        nothing: 'not_a_key_file',
        another: 'another_members',
        renamed: 'damaged',
      }
    )
  })
})
