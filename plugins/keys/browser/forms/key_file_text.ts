import { KeyFileFault, NotTaken, VaultFault } from '../crypto/faults.ts'

/** There is no file to read: none was chosen, or it is not where it was the last time. */
export class FileMissing extends VaultFault {
  constructor(readonly problem: 'none_chosen' | 'not_there') {
    super(problem)
  }
}

/** A key file has two kilobytes; whoever picked a film by mistake must not wait for it. */
const MOST_BYTES = 64 * 1024

/** @throws FileMissing | KeyFileFault */
export async function readKeyFile(file: (() => Promise<File | null>) | null): Promise<string> {
  if (!file) throw new FileMissing('none_chosen')
  const found = await file()
  if (!found) throw new FileMissing('not_there')
  if (found.size > MOST_BYTES) throw new KeyFileFault('not_a_key_file')
  return found.text()
}

/** Which of the sentences about opening and proving keys says what went wrong. Faults of ours are not hidden. */
export function problemOf(fault: unknown) {
  const isKnown = [KeyFileFault, FileMissing, NotTaken].some((kind) => fault instanceof kind)
  if (!isKnown) throw fault
  return (fault as KeyFileFault | FileMissing | NotTaken).problem
}
