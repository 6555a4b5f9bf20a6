/** What comes from a server: whether it broke off on its way, which otherwise looks like a file that was cut. */
export class Source {
  isBroken = false
  readonly stream: ReadableStream<Uint8Array>
  private reader: ReadableStreamDefaultReader<Uint8Array>

  constructor(body: ReadableStream<Uint8Array>) {
    const reader = (this.reader = body.getReader())
    this.stream = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        const { done, value } = await reader.read().catch((error: unknown) => {
          this.isBroken = true
          throw error
        })
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: (reason) => reader.cancel(reason),
    })
  }

  /** For whoever reads no further: what is neither read nor given up holds one of the six connections to the server. */
  async giveUp() {
    // Of one that broke there is nothing to give up.
    await this.reader.cancel().catch(() => null)
  }
}
