import { test } from '@japa/runner'
import { NORDLYS, people } from '#tests/people'

const CHOICE = 'fortrolig_theme'

test.group('Theme', () => {
  test('follows the device until somebody chooses, on every page from its first byte', async ({
    client,
    assert,
  }) => {
    const { ida } = await people()
    const looks: Record<string, string> = {
      light: '<html lang="en" data-theme="fortrolig">',
      dark: '<html lang="en" data-theme="fortrolig-dark">',
      system: '<html lang="en">',
      nonsense: '<html lang="en">',
    }

    const first = await client.get('/profile').as(ida)
    assert.include(first.text(), looks.system)
    for (const [theme, html] of Object.entries(looks)) {
      const chosen = await client
        .put('/theme')
        .as(ida)
        .header('referer', `http://${NORDLYS}/profile`)
        .form({ theme })
      chosen.assertStatus(303)
      chosen.assertHeader('location', `http://${NORDLYS}/profile`)
      const kept = chosen.cookie(CHOICE)!
      assert.deepInclude(kept, { httpOnly: true, sameSite: 'Lax' })

      const signedIn = await client.get('/profile').as(ida).plainCookie(CHOICE, kept.value)
      const stranger = await client.get('/sign-in').at(NORDLYS).plainCookie(CHOICE, kept.value)
      assert.include(signedIn.text(), html, theme)
      assert.include(stranger.text(), html, theme)
    }
  })
})
