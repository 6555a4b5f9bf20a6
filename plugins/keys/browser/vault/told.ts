import { Unreachable } from '../crypto/faults.ts'
import { server } from './server.ts'
import type { CardsAnswer, CircleRow } from './wire.ts'

/**
 * What the server told this tab last, as it told it: a tab that was locked while there was no connection is unlocked with
 * that. None of it is secret, and all of it is verified again by whoever takes it from here.
 */
export class Told {
  private answer: CardsAnswer | null = null
  private rows = new Map<string, CircleRow>()
  private clients = new Set<string | undefined>()

  /** As the server tells of them now; without a connection, as it did last. */
  async cards(): Promise<CardsAnswer> {
    try {
      this.answer = await server.cards()
      return this.answer
    } catch (fault) {
      if (fault instanceof Unreachable && this.answer) return this.answer
      throw fault
    }
  }

  /** @returns null when it never told of all that there are. Without a client: of all clients. */
  circlesOf(client?: string): CircleRow[] | null {
    if (!this.clients.has(undefined) && !this.clients.has(client)) return null
    return [...this.rows.values()].filter((row) => (client ?? row.client) === row.client)
  }

  keep(row: CircleRow) {
    this.rows.set(row.id, row)
  }

  /**
   * From now on all that there are about a client are kept.
   *
   * @param rows those that there are: what it told of before and tells of no more is forgotten
   */
  keepsAllOf(rows: CircleRow[], client?: string) {
    const told = new Set(rows.map(({ id }) => id))
    for (const { id } of this.circlesOf(client) ?? []) if (!told.has(id)) this.rows.delete(id)
    this.clients.add(client)
  }
}
