/** `handing` over circles, then `sealing` anew what lay under their earlier record keys, and the `files`. */
export type Progress = {
  step: 'handing' | 'sealing' | 'files'
  done: number
  total: number
  /** How far all of it is, from 0 to 1, where that is more than what is done. */
  part?: number
}

/** Who watches long work: is told how far it is, and may stop it between two portions. */
export type Watched = { tell(progress: Progress): void; signal: AbortSignal }
