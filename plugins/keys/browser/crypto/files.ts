import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { Digest } from './digest.ts'
import { Tampered } from './faults.ts'

type Stream = ReadableStream<Uint8Array>

/** A file encrypted to an identity that is used for it alone, and lies in an envelope. */
export type SealedFile = { identity: string; file: Stream }

/** Encrypts a file as it streams through: format age v1 (age-encryption.org/v1), so that the `age` command opens it too. */
export async function sealFile(plain: Stream): Promise<SealedFile> {
  const identity = await generateX25519Identity()
  const encrypter = new Encrypter()
  encrypter.addRecipient(await identityToRecipient(identity))
  return { identity, file: await encrypter.encrypt(plain) }
}

/**
 * Decrypts a file as it streams through. What has come out was made by somebody who has the identity; that it was whole,
 * and the file that was asked for, is only known at the end, where another one throws.
 *
 * @param sha256 of the file, in hexadecimal, as somebody signed it; null where nobody asks which file it is
 * @throws Tampered at once, or from the stream
 */
export async function openFile(
  sealed: Stream,
  identity: string,
  sha256: string | null
): Promise<Stream> {
  const decrypter = new Decrypter()
  const decrypt = async () => {
    decrypter.addIdentity(identity)
    return decrypter.decrypt(sealed)
  }
  const opened = tellingTampered(await decrypt().catch(refuse))
  return sha256 === null ? opened : expecting(sha256, opened)
}

/**
 * A file that a passphrase opens, for somebody who has no key: a client who takes her notes along. `age -d` opens it.
 *
 * @param work scrypt's cost as a power of two; age's own takes some seconds, and so does every guess
 */
export async function sealFileForPassphrase(
  plain: Stream,
  passphrase: string,
  work = 18
): Promise<Stream> {
  const encrypter = new Encrypter()
  encrypter.setScryptWorkFactor(work)
  encrypter.setPassphrase(passphrase)
  return encrypter.encrypt(plain)
}

function expecting(sha256: string, stream: Stream): Stream {
  const digest = new Digest()
  const atTheEnd = new TransformStream<Uint8Array, Uint8Array>({
    flush() {
      if (digest.hex !== sha256) throw new Tampered('another file')
    },
  })
  return digest.watch(stream).pipeThrough(atTheEnd)
}

function tellingTampered(stream: Stream): Stream {
  const reader = stream.getReader()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reader.read().catch(refuse)
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
}

function refuse(): never {
  throw new Tampered('the file does not open')
}
