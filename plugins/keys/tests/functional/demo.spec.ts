import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import Client from '#models/client'
import Member from '#models/member'
import { deleteClinic } from '#clinics/ending'
import { seedDemoClinic } from '#database/seeders/demo_clinic'
import { at, people } from '#tests/people'
import { checkEnvelope, demoRing } from '../../api.js'
import { openKeyFile } from '../../browser/crypto/key_file.ts'
import { recoveryFromWords } from '../../browser/crypto/recovery.ts'
import Key from '../../models/key.js'
import { Standing } from '../../models/standing.js'
import { RECORD } from '../keyring.js'

test.group('Keys in the demo clinic', () => {
  test('open with the printed password, and other plugins encrypt with them', async ({
    assert,
  }) => {
    const { nordlys, sydhavn } = await people()
    await deleteClinic(nordlys)
    await deleteClinic(sydhavn)
    const { clinic, password, hints } = await seedDemoClinic()
    const [folder] = hints.join().match(/\/\S+demo-keys/)!
    await at(clinic, async () => {
      const sofie = await Member.findByOrFail('role', 'practitioner')
      const standing = await Standing.of(sofie)
      assert.isTrue(standing.isReady)
      const file = await readFile(`${folder}/sofie-winther.pem`, 'utf8')
      const keys = await openKeyFile(file, password, standing.own!.key.id)
      const words = await readFile(`${folder}/recovery.txt`, 'utf8')
      const recovery = await recoveryFromWords(words, standing.recovery!.key.id)
      assert.deepEqual([keys.id, recovery.id], [standing.own!.key.id, standing.recovery!.key.id])
      const henrik = await Member.findByOrFail('role', 'administrator')
      assert.isNull(await Key.of(henrik), 'he treats nobody')

      const client = await Client.firstOrFail()
      const ring = await demoRing()
      const circle = await ring.circle(sofie, client.id)
      const about = { typ: 'note', record: RECORD, version: 1 }
      const { envelope } = await ring.seal(sofie, circle, { ...about, at: new Date(), body: {} })
      const expected = { type: 'note', client: client.id, record: RECORD, version: 1, by: sofie }
      const checked = await checkEnvelope(envelope, expected)
      assert.equal(checked.circle, circle.id)
    })
  })
})
