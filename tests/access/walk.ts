import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ApiClient, ApiRequest, ApiResponse } from '@japa/api-client'
import env from '#start/env'
import { inClinic } from '#clinics/clinic_in_hand'
import { clinicFolder, closeClinicDatabase } from '#clinics/database'
import { reloadClinicState } from '#clinics/state'
import { importer } from '#imports/importer'
import type Clinic from '#models/clinic'
import { at, type People } from '#tests/people'
import { type Call, pathOf } from '#tests/routes'
import { QUERIES, type Rows, rowsFor } from './addresses.js'
import { MADE } from './world.js'

/** Whether somebody gets in: with every row, with some, or with none. */
export type Reach = 'all' | 'some' | 'none'

/** Who may do one thing, by the titles of the walkers, and whether they must prove first who they are. */
export type Way = { call: Call; reach: Map<string, Reach>; wantsProof: boolean }

/**
 * Somebody who walks.
 *
 * @property sign signs a request as one who has proved just now who they are, or a while ago
 * @property triesAll whether they try every row: who lacks the permission is refused before anybody asks which one it is about
 */
export type Walker = {
  title: string
  sign: (request: ApiRequest, isFresh: boolean) => ApiRequest
  triesAll: (call: Call) => boolean
}

const HELPERS_DOOR = '/support-access'

type Tried = { isIn: boolean; wantsProof: boolean }

/**
 * Tries every call as every walker, with rows that are there. Nobody sends a body: whoever gets as far as being told
 * what is missing is in. What a request changes all the same is undone before the next.
 */
export class Walk {
  static async begin(client: ApiClient, all: People) {
    return new Walk(client, all, await keptCopy(all.nordlys))
  }

  /** What ended in an error of the server. */
  readonly broken: string[] = []

  private constructor(
    private client: ApiClient,
    private all: People,
    private restore: () => Promise<void>
  ) {}

  async through(calls: Call[], walkers: Walker[]): Promise<Way[]> {
    const ways: Way[] = []
    for (const call of calls) ways.push(await this.way(call, walkers))
    return ways
  }

  private async way(call: Call, walkers: Walker[]): Promise<Way> {
    const reach = new Map<string, Reach>()
    let wantsProof = false
    for (const walker of walkers) {
      const rows = await this.rowsOf(call)
      const tried: Tried[] = []
      for (const row of walker.triesAll(call) ? rows : rows.slice(0, 1))
        tried.push(await this.attempt(walker, call, row))
      reach.set(walker.title, reachOf(tried))
      wantsProof ||= tried.some((each) => each.wantsProof)
    }
    return { call, reach, wantsProof }
  }

  private rowsOf({ pattern }: Call): Promise<Rows> {
    const made = Object.entries(MADE).find(([start]) => pattern.startsWith(start))
    return made ? made[1](this.all) : at(this.all.nordlys, () => rowsFor(pattern))
  }

  private async attempt(walker: Walker, call: Call, row: string[]): Promise<Tried> {
    const stale = await this.send(walker, call, row, false)
    const wantsProof = leadsTo(stale, '/identity?')
    const answer = wantsProof ? await this.send(walker, call, row, true) : stale
    return { isIn: !isRefused(answer), wantsProof }
  }

  private async send({ title, sign }: Walker, call: Call, row: string[], isFresh: boolean) {
    const request = this.client
      .request(pathOf(call.pattern, ...row), call.method)
      .qs(QUERIES[call.pattern] ?? {})
    const response = await sign(request, isFresh)
    if (response.status() >= 500) this.broken.push(`${call.method} ${call.pattern} for ${title}`)
    if (call.method !== 'GET' && response.status() < 400) await this.restore()
    return response
  }
}

function reachOf(tried: Tried[]): Reach {
  const count = tried.filter(({ isIn }) => isIn).length
  if (!count) return 'none'
  return count === tried.length ? 'all' : 'some'
}

/** What is not theirs is not there, or is refused; or they are led to where they came in. */
function isRefused(response: ApiResponse) {
  const isAtDoor = response.header('location') === HELPERS_DOOR
  return [403, 404].includes(response.status()) || leadsTo(response, '/sign-in') || isAtDoor
}

function leadsTo(response: ApiResponse, path: string) {
  return Boolean(response.header('location')?.startsWith(path))
}

/** Keeps the clinic as it is now, with its files. @returns what brings it back */
async function keptCopy(clinic: Clinic) {
  const [folder, kept] = [clinicFolder(clinic.id), join(env.get('DATA_DIR'), 'kept')]
  await closeClinicDatabase(clinic.id)
  rmSync(kept, { recursive: true, force: true })
  cpSync(folder, kept, { recursive: true })
  return async () => {
    await importer.rest(clinic)
    await closeClinicDatabase(clinic.id)
    rmSync(folder, { recursive: true })
    cpSync(kept, folder, { recursive: true })
    await inClinic(clinic, reloadClinicState)
  }
}
