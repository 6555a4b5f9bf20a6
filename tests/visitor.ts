import type { ApiClient, ApiRequest, ApiResponse } from '@japa/api-client'
import { type Person, signIn } from '#tests/people'

export const COOKIE = 'fortrolig_session'

/** Somebody at a browser: goes from page to page of one host and keeps the session's cookie. */
export class Visitor {
  /** A person who has just signed in; `data` changes what the session says. */
  static as(client: ApiClient, person: Person, data: Record<string, unknown> = {}) {
    return new Visitor(client, person.host, signIn(person, data))
  }

  constructor(
    private client: ApiClient,
    private host: string,
    public cookie?: string
  ) {}

  get(path: string) {
    return this.send(this.client.get(path))
  }

  post(path: string, form: Record<string, unknown> = {}) {
    return this.send(this.client.post(path).form(form))
  }

  put(path: string, form: Record<string, unknown> = {}) {
    return this.send(this.client.put(path).form(form))
  }

  delete(path: string) {
    return this.send(this.client.delete(path))
  }

  private async send(request: ApiRequest): Promise<ApiResponse> {
    if (this.cookie) request.cookie(COOKIE, this.cookie)
    const response = await request.at(this.host)
    this.cookie = response.cookie(COOKIE)?.value ?? this.cookie
    return response
  }
}
