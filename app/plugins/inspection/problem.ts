/** A sentence for the operator that says what to change. The file it is in is put before it. */
export type Problem = string
