import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import type { Page } from 'playwright'
import Client from '#models/client'
import { assertAccessible, expect, openAs, photograph } from '#tests/browser/pages'
import { at, people, type Person } from '#tests/people'
import { fixture } from '#tests/imports'

async function inDanish({ clinic, member }: Person) {
  await at(clinic, () => member.merge({ locale: 'da' }).save())
}

function choose(page: Page, name: string, buffer: Buffer) {
  return page.getByLabel('Fil').setInputFiles({ name, mimeType: 'text/csv', buffer })
}

test.group('Import in the browser', () => {
  test('a list out of Danish Excel: upload, map, look, import, fetch what failed, undo', async ({
    browserContext,
    assert,
  }) => {
    const { ida, nordlys } = await people()
    await inDanish(ida)
    const page = await openAs(browserContext, ida, '/clients')
    const look = async (name: string) => {
      await photograph(page, `import_${name}`)
      await assertAccessible(page, assert)
    }

    await page.getByLabel('Flere handlinger').click()
    await page.getByRole('link', { name: 'Importér' }).first().click()
    await page.getByRole('heading', { name: 'Intet importeret endnu' }).waitFor()
    await look('empty')
    await page.getByRole('link', { name: 'Importér en fil' }).first().click()
    await page.getByRole('button', { name: 'Upload og læs' }).click()
    await page.getByText('Vælg først en fil.').waitFor()
    await look('refused')
    await choose(page, 'klienter.csv', fixture('excel-da.csv'))
    await page.getByRole('button', { name: 'Upload og læs' }).click()

    await page.getByRole('heading', { name: 'Hvad står der i kolonnerne?' }).waitFor()
    await look('columns')
    const field = (heading: string) => page.getByLabel(`Hvad der står i »${heading}«`)
    await expect(field('Fødselsdato')).toHaveValue('birthDate')
    await expect(field('Mærkater')).toHaveValue('tags')
    await expect(page.getByText('241280')).toHaveCount(0)
    await page.getByRole('button', { name: 'Gennemse rækkerne' }).click()

    await page.getByRole('heading', { name: 'Se efter, før du importerer' }).waitFor()
    await look('preview')
    await page.getByText('»åse@example« er ikke en e-mailadresse.').waitFor()
    await page.getByRole('button', { name: 'Importér 2 klienter' }).click()

    await page.getByText('Færdig. 2 klienter er importeret.').waitFor()
    await look('result')
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Hent rækkerne' }).click()
    const file = await download.then((started) => started.path())
    assert.include(readFileSync(file, 'utf8'), '»åse@example« er ikke en e-mailadresse.')

    await page.getByRole('link', { name: 'Se klienterne' }).click()
    await page.getByRole('link', { name: 'Søren Ærø' }).waitFor()
    await page.goBack()
    await page.getByRole('button', { name: 'Fortryd importen' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Fortryd importen' }).click()
    await page.getByText('Fortrudt: 2 klienter er slettet.').waitFor()
    await look('reversed')
    assert.lengthOf(await at(nordlys, () => Client.all()), 0)
    await page.getByRole('link', { name: 'Importér klienter' }).click()
    await page.getByRole('link', { name: 'klienter.csv' }).waitFor()
    await look('list')
  })

  test('long work shows how far it is, and the page turns into the result', async ({
    browserContext,
  }) => {
    const { ida } = await people()
    const rows = Array.from({ length: 2000 }, (_, n) => `Client ${n};c${n}@example.dk`)
    const page = await openAs(browserContext, ida, '/clients/imports/new')
    const buffer = Buffer.from(['Name;E-mail', ...rows].join('\n'))
    await page.getByLabel('File').setInputFiles({ name: 'many.csv', mimeType: 'text/csv', buffer })
    await page.getByRole('button', { name: 'Upload and read' }).click()
    await page.getByRole('button', { name: 'Check the rows' }).click()
    await page.getByRole('button', { name: 'Import 2,000 clients' }).click()

    await page.getByRole('progressbar', { name: 'Importing' }).waitFor()
    await page.getByText('Done. 2,000 clients are imported.').waitFor({ timeout: 60_000 })
  })
})

test.group('Export in the browser', () => {
  test('a file is downloaded and the page stays', async ({ browserContext, assert }) => {
    const { ida, nordlys } = await people()
    await at(nordlys, () => Client.create({ firstName: 'Søren', lastName: 'Ærø' }))
    const page = await openAs(browserContext, ida, '/clients')
    await page.getByLabel('More actions').click()
    await page.getByRole('link', { name: 'Export' }).click()
    await page.getByRole('heading', { name: 'Export clients' }).waitFor()
    await photograph(page, 'export')
    await assertAccessible(page, assert)

    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download' }).click()
    const started = await download

    assert.equal(started.suggestedFilename(), 'clients.csv')
    assert.include(readFileSync(await started.path(), 'utf8'), 'Søren,Ærø')
  })
})
