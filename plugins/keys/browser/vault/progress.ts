/** `handing` over circles, then `sealing` anew what lay under their earlier record keys. */
export type Progress = { step: 'handing' | 'sealing'; done: number; total: number }

/** Who watches long work: is told how far it is, and may stop it between two portions. */
export type Watched = { tell(progress: Progress): void; signal: AbortSignal }
