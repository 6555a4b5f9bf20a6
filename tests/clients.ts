import type { ApiRequest } from '@japa/api-client'
import { clinicClient } from '#clinics/database'
import { transaction } from '#clinics/transaction'
import { clientRow, type ClientValues } from '#clients/columns'
import Client from '#models/client'
import { SERVER } from '#audit/actor'

/** A client as the tests know her: Clara, whom both clinics might treat. */
export const CLARA = {
  firstName: 'Clara',
  lastName: 'Østergaard',
  email: 'clara@example.test',
  phone: '20 12 34 56',
  birthDate: '1980-02-03',
} satisfies ClientValues

/** One client in the clinic in hand, registered as through the form. */
export function aClient(values: ClientValues = {}) {
  return Client.register({ ...CLARA, ...values }, { by: SERVER })
}

const FIRST =
  'Anna Bo Camilla Ditte Emil Frederik Gitte Henrik Ida Jens Karen Lars Mette Niels Ole Peter Rasmus Sofie Thomas Ulla Viggo William Yrsa Zara Ægir Øjvind Åse'
const LAST =
  'Hansen Jensen Nielsen Larsen Andersen Olsen Berg Dahl Lund Krogh Holm Møller Sørensen Åberg Østby'
const [first, last] = [FIRST.split(' '), LAST.split(' ')]

/** What the `n`th of many clients is called and has, the same on every run. */
export function nthClient(n: number): ClientValues & { firstName: string } {
  const firstName = first[n % first.length]
  const lastName = `${last[(n * 7) % last.length]}${n % 3 ? '' : `-${last[(n * 11) % last.length]}`}`
  const day = new Date(Date.UTC(1930, 0, 1 + ((n * 37) % 30_000)))
  return {
    firstName,
    lastName,
    email: `client${n}@example.test`,
    phone: `+45${20_000_000 + ((n * 7919) % 70_000_000)}`,
    birthDate: day.toISOString().slice(0, 10),
    street: `Nørregade ${(n % 200) + 1}`,
    postalCode: '8000',
    city: 'Aarhus C',
  }
}

/** Writes many clients at once, past the model and the audit log: 10,000 take about a second. */
export async function manyClients(
  count: number,
  values: (n: number) => ClientValues & { firstName: string } = nthClient
) {
  const ids: string[] = []
  await transaction(async () => {
    for (let start = 0; start < count; start += 500) {
      const length = Math.min(500, count - start)
      const rows = Array.from({ length }, (_, index) => clientRow(values(start + index)))
      ids.push(...rows.map(({ id }) => id))
      await clinicClient().insertQuery().table('clients').multiInsert(rows)
    }
  })
  return ids
}

/** The text of a page. */
export async function textOf(request: ApiRequest) {
  const response = await request
  return response.text()
}

export async function statusOf(request: ApiRequest) {
  const response = await request
  return response.status()
}
