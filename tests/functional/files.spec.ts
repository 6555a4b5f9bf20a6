import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { people } from '#tests/people'

type Manifest = Record<string, { file: string; css?: string[] }>

test.group('Files', () => {
  test('scripts, styles and the icon are served to everybody, and may be kept', async ({
    client,
    assert,
  }) => {
    const { ida } = await people()
    const manifest = readFileSync(app.publicPath('assets/.vite/manifest.json'), 'utf8')
    const built = Object.values(JSON.parse(manifest) as Manifest).flatMap(({ file, css }) => [
      file,
      ...(css ?? []),
    ])
    assert.isNotEmpty(built)
    for (const path of ['/favicon.svg', ...built.map((file) => `/assets/${file}`)]) {
      const response = await client.get(path).header('host', ida.host)
      response.assertStatus(200)
      assert.match(response.header('cache-control') ?? '', /max-age=31536000/, path)
      assert.isUndefined(response.header('set-cookie'))
    }
  })

  test('what is not in the folder is not found, and nothing outside it is', async ({ client }) => {
    const { ida } = await people()
    for (const path of [
      '/nothing.svg',
      '/assets/nothing.js',
      '/..%2fpackage.json',
      '/assets/.vite/manifest.json',
    ]) {
      const response = await client.get(path).header('host', ida.host)
      response.assertStatus(404)
    }
  })
})
