/** What an envelope is about. `client` is the id of a client, or `clinic`; `version` counts from 1. */
export type About = { type: string; client: string; record: string; version: number }

export type Unsealed = About & { body: unknown }
