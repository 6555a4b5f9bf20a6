/** `gone`: the server has it no more. `not_a_picture`: this browser cannot show it. */
export type FileProblem = 'gone' | 'not_a_picture'

/** What goes wrong with a file alone, beside what goes wrong with notes too. */
export class FileFault extends Error {
  constructor(readonly problem: FileProblem) {
    super(problem)
  }
}
