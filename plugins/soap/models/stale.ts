/** Somebody wrote a newer version meanwhile, most likely the same person in another tab. */
export class Stale extends Error {
  constructor(readonly version: number) {
    super('There is a newer version of this note')
  }
}

/** A final note is not written any more. */
export class Final extends Error {
  constructor() {
    super('A final note never changes')
  }
}

/** Somebody may know what opens a file: it is encrypted anew before its readers change. */
export class Exposed extends Error {
  constructor() {
    super('This file is to be encrypted anew first')
  }
}

/** Somebody threw the file away meanwhile. */
export class Discarded extends Error {
  constructor() {
    super('This file was discarded')
  }
}
