/** `handing` over circles, then `sealing` anew what lay under their earlier record keys. */
export type Progress = { step: 'handing' | 'sealing'; done: number; total: number }
