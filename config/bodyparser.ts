import { defineConfig } from '@adonisjs/core/bodyparser'

export default defineConfig({
  allowedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],
  form: {
    convertEmptyStringsToNull: true,
    trimWhitespaces: true,
    limit: '1mb',
    types: ['application/x-www-form-urlencoded'],
  },
  json: {
    convertEmptyStringsToNull: true,
    trimWhitespaces: true,
    limit: '1mb',
    types: ['application/json'],
  },
  multipart: {
    autoProcess: true,
    // A list of clients, or a calendar, never lies on the disk unencrypted: app/imports/upload.ts takes it from the wire.
    processManually: ['/clients/imports', '/calendar/imports'],
    convertEmptyStringsToNull: true,
    trimWhitespaces: true,
    limit: '20mb',
    types: ['multipart/form-data'],
  },
})
