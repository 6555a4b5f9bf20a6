import { createHash } from 'node:crypto'
import { test } from '@japa/runner'
import { isSame, utf8 } from '../../browser/crypto/bytes.js'
import { Tampered } from '../../browser/crypto/faults.js'
import { openFile, sealFile, sealFileForPassphrase } from '../../browser/crypto/files.js'
import { enveloped, unenveloped } from '../../browser/files/enveloped.js'
import { Source } from '../../browser/files/source.js'
import { Decrypter } from 'age-encryption'

const MEGABYTE = 1024 * 1024

function streamOf(bytes: Uint8Array<ArrayBuffer>) {
  return new Blob([bytes]).stream() as ReadableStream<Uint8Array>
}

async function bytesOf(stream: ReadableStream<Uint8Array>) {
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

test.group('Files', () => {
  test('stream through and come back, each with an identity of its own', async ({ assert }) => {
    for (const size of [0, 1, 65_536, 65_537]) {
      const plain = Uint8Array.from({ length: size }, (_, at) => at % 251)
      const { identity, file } = await sealFile(streamOf(plain))
      const sealed = await bytesOf(file)
      assert.isTrue(isSame(await bytesOf(await openFile(streamOf(sealed), identity, null)), plain))
      const { identity: another } = await sealFile(streamOf(plain))
      assert.notEqual(another, identity)
      await assert.rejects(() => openFile(streamOf(sealed), another, null), Tampered)
    }
  })

  test('five megabytes are never in memory at once', async ({ assert }) => {
    let given = 0
    let most = 0
    let taken = 0
    const plain = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          given += 65_536
          controller.enqueue(new Uint8Array(65_536))
          if (given >= 5 * MEGABYTE) controller.close()
        },
      },
      { highWaterMark: 0 }
    )
    const { file } = await sealFile(plain)
    // The browser's types do not know yet that a stream can be read like this.
    for await (const chunk of file as unknown as AsyncIterable<Uint8Array>) {
      taken += chunk.length
      most = Math.max(most, given - taken)
    }
    assert.isAbove(taken, 5 * MEGABYTE)
    assert.isBelow(most, MEGABYTE)
  })

  test('cut or changed, it says so, at the beginning or at the end', async ({ assert }) => {
    const plain = new Uint8Array(200_000)
    const { identity, file } = await sealFile(streamOf(plain))
    const sealed = await bytesOf(file)
    const open = async (bytes: Uint8Array<ArrayBuffer>) =>
      bytesOf(await openFile(streamOf(bytes), identity, null))
    const changed = sealed.slice()
    changed[150_000] ^= 1
    for (const broken of [
      sealed.slice(0, 100),
      sealed.slice(0, 150_000),
      sealed.slice(0, -1),
      changed,
      new Uint8Array(0),
    ])
      await assert.rejects(() => open(broken), Tampered)
    assert.lengthOf(await open(sealed), 200_000)
  })

  test('another file with the same key is told from the one that was signed', async ({
    assert,
  }) => {
    const plain = utf8('Knæ, set forfra')
    const { identity, file } = await sealFile(streamOf(plain))
    const sealed = await bytesOf(file)
    const expected = createHash('sha256').update(plain).digest('hex')
    const open = async (sha256: string) =>
      bytesOf(await openFile(streamOf(sealed), identity, sha256))
    assert.isTrue(isSame(await open(expected), plain))
    const other = createHash('sha256').update('Knæ, set bagfra').digest('hex')
    await assert.rejects(() => open(other), Tampered)
    // A note that says nothing of the digest is no note that vouches for any file.
    const { sha256: unsaid } = JSON.parse('{}')
    for (const none of [unsaid, '']) await assert.rejects(() => open(none), Tampered)
    await assert.rejects(() => openFile(streamOf(sealed), 'no identity', null), Tampered)
  })

  test('travel behind their envelope, however they are cut on the way', async ({ assert }) => {
    const sealed = utf8('age-encryption.org/v1\nand more\n')
    const whole = await bytesOf(enveloped('head.body', new Blob([sealed])).stream())
    for (const size of [1, 9, 10, 11, 1000]) {
      const parts = new ReadableStream<Uint8Array>({
        start(controller) {
          for (let at = 0; at < whole.length; at += size)
            controller.enqueue(whole.slice(at, at + size))
          controller.close()
        },
      })
      const apart = await unenveloped(parts)
      assert.equal(apart.envelope, 'head.body')
      assert.isTrue(isSame(await bytesOf(apart.sealed), sealed))
    }
    for (const none of ['', 'no line', 'x'.repeat(40_000)])
      await assert.rejects(() => unenveloped(streamOf(utf8(none))), Tampered)
  })

  test('what comes is given up when it does not open, and a connection that broke is no such thing', async ({
    assert,
  }) => {
    const endless = { isGivenUp: false }
    const source = new Source(
      new ReadableStream({
        pull: (controller) => controller.enqueue(utf8('x'.repeat(1000))),
        cancel: () => void (endless.isGivenUp = true),
      })
    )
    await assert.rejects(() => unenveloped(source.stream), Tampered)
    await source.giveUp()
    assert.deepEqual([endless.isGivenUp, source.isBroken], [true, false])

    const broken = new Source(
      new ReadableStream({ pull: (controller) => controller.error(new TypeError('network')) })
    )
    await assert.rejects(() => unenveloped(broken.stream), TypeError)
    await broken.giveUp()
    assert.isTrue(broken.isBroken)
  })

  test('a passphrase opens what a client takes along', async ({ assert }) => {
    const plain = new TextEncoder().encode('Mit forløb')
    const sealed = await bytesOf(
      await sealFileForPassphrase(streamOf(plain), 'rabarber i haven', 10)
    )
    const decrypter = new Decrypter()
    decrypter.addPassphrase('rabarber i haven')
    assert.equal(await decrypter.decrypt(sealed, 'text'), 'Mit forløb')
    const other = new Decrypter()
    other.addPassphrase('rabarber')
    await assert.rejects(() => other.decrypt(sealed))
  })
})
