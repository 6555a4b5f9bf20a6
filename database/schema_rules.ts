const COLUMNS = '#models/columns'
const own = (name: string, tsType: string, args?: Record<string, boolean>) => ({
  tsType,
  imports: [
    { source: COLUMNS, namedImports: [name] },
    ...(tsType === 'DateTime' ? [{ source: 'luxon', namedImports: ['DateTime'] }] : []),
  ],
  decorators: [{ name: `@${name}`, args }],
})

/** How columns become model properties; see app/models/columns.ts for the why of each. */
export default {
  types: {
    DateTime: own('utc', 'DateTime'),
    date: { tsType: 'string', imports: [], decorators: [{ name: '@column' }] },
    boolean: own('bool', 'boolean'),
    json: own('json', 'any'),
  },
  columns: {
    created_at: own('utc', 'DateTime', { autoCreate: true }),
    updated_at: own('utc', 'DateTime', { autoCreate: true, autoUpdate: true }),
  },
  tables: {
    clients: {
      columns: {
        // SQLite wants its row number as the primary key; the model is known by its UUID.
        id: { tsType: 'string', decorators: [{ name: '@column', args: { isPrimary: true } }] },
        number: { tsType: 'number', decorators: [{ name: '@column' }] },
      },
    },
  },
}
