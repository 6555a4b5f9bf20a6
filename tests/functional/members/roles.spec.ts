import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import { LOCALES } from '#config/i18n'
import { clinicClient } from '#clinics/database'
import { CORE_PERMISSIONS, isAllowed, type Role } from '#clinics/permissions'
import { permissionGroups } from '#members/permission_table'
import { auditActions, lastAuditEvent } from '#tests/audit'
import { at, countQueries, people, type Person } from '#tests/people'
import { switchOnAll } from '#tests/plugins'
import { Visitor } from '#tests/visitor'

/** The ticked boxes of the table as it is, with some changed. */
async function ticked({ clinic }: Person, changes: Record<string, boolean> = {}) {
  const groups = await at(clinic, async () => permissionGroups())
  const held = groups
    .flatMap(({ permissions }) => permissions)
    .flatMap(({ id, holders }) => holders.map((role) => `${role} ${id}`))
  const wanted = new Set(held)
  for (const [cell, isHeld] of Object.entries(changes))
    if (isHeld) wanted.add(cell)
    else wanted.delete(cell)
  return { held: [...wanted] }
}

function allowed({ clinic }: Person, role: Role, permission: string) {
  return at(clinic, async () => isAllowed(role, permission))
}

test.group('Roles', () => {
  test('an owner changes what a role may do, and it holds at once', async ({ client, assert }) => {
    const { nordlys, ida, jonas, freja } = await people()
    const receptionist = Visitor.as(client, jonas)
    const before = await receptionist.get('/clients')
    before.assertStatus(200)

    const response = await Visitor.as(client, ida).put(
      '/settings/roles',
      await ticked(ida, { 'receptionist clients.read': false, 'practitioner audit.read': true })
    )

    response.assertStatus(303)
    const after = await receptionist.get('/clients')
    after.assertStatus(403)
    assert.isTrue(await allowed(ida, 'practitioner', 'audit.read'))
    assert.isTrue(
      await allowed(freja, 'receptionist', 'clients.read'),
      'another clinic decides itself'
    )
    const rows = await at(nordlys, () =>
      clinicClient().from('role_permissions').orderBy('permission')
    )
    assert.deepEqual(
      rows.map(({ role, permission, allowed: isAllowedNow }) => [
        role,
        permission,
        Boolean(isAllowedNow),
      ]),
      [
        ['practitioner', 'audit.read', true],
        ['receptionist', 'clients.read', false],
      ]
    )
    assert.deepInclude(await lastAuditEvent(nordlys), {
      action: 'permissions.changed',
      details: {
        changes: [
          { role: 'receptionist', permission: 'clients.read', allowed: false },
          { role: 'practitioner', permission: 'audit.read', allowed: true },
        ],
      },
    })
  })

  test('back to a default, nothing is stored; unchanged, nothing is recorded', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    const owner = Visitor.as(client, ida)
    await owner.put('/settings/roles', await ticked(ida, { 'receptionist clients.read': false }))
    await owner.put('/settings/roles', await ticked(ida, { 'receptionist clients.read': true }))
    await owner.put('/settings/roles', await ticked(ida))

    assert.lengthOf(await at(nordlys, () => clinicClient().from('role_permissions')), 0)
    assert.deepEqual(await auditActions(nordlys), ['permissions.changed', 'permissions.changed'])
  })

  test('are set back to the defaults', async ({ client, assert }) => {
    const { nordlys, ida } = await people()
    const owner = Visitor.as(client, ida)
    await owner.put('/settings/roles', await ticked(ida, { 'receptionist clients.read': false }))

    const response = await owner.delete('/settings/roles')

    response.assertStatus(303)
    assert.isTrue(await allowed(ida, 'receptionist', 'clients.read'))
    const event = await lastAuditEvent(nordlys)
    assert.equal(event!.action, 'permissions.reset')
  })

  test('an owner’s permissions cannot be taken away, and what is unknown is not kept', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    const held = ['receptionist no.such', 'king clients.read', 'administrator']
    const response = await Visitor.as(client, ida).put('/settings/roles', { held })

    response.assertStatus(303)
    assert.isTrue(await allowed(ida, 'owner', 'clients.read'))
    assert.isFalse(await allowed(ida, 'administrator', 'clients.read'))
    const rows = await at(nordlys, () => clinicClient().from('role_permissions'))
    assert.notIncludeMembers(
      rows.map(({ permission }) => permission),
      ['no.such']
    )
    assert.notInclude(
      rows.map(({ role }) => role),
      'owner'
    )
  })

  test('are changed by owners only, unless they let others', async ({ client }) => {
    const { ida, mads } = await people()
    const administrator = Visitor.as(client, mads)
    const page = await administrator.get('/settings/roles')
    page.assertStatus(403)
    const change = await administrator.put('/settings/roles', { held: [] })
    change.assertStatus(403)

    const changes = await ticked(ida, { 'administrator roles.manage': true })
    await Visitor.as(client, ida).put('/settings/roles', changes)
    const after = await administrator.get('/settings/roles')
    after.assertStatus(200)
  })

  test('show plugins’ permissions only while the plugin is on', async ({ client, assert }) => {
    const { nordlys, ida } = await people()
    const owner = Visitor.as(client, ida)
    const off = await owner.get('/settings/roles')
    await switchOnAll(nordlys)
    const on = await owner.get('/settings/roles')

    assert.notInclude(off.text(), 'receptionist guestbook.')
    assert.include(on.text(), 'receptionist guestbook.')
  })

  test('take no query of their own', async ({ client, assert }) => {
    const { ida } = await people()
    const owner = Visitor.as(client, ida)
    await owner.get('/settings/roles')

    assert.equal(await countQueries(() => owner.get('/settings/roles')), 1)
  })

  test('each permission is named and explained in every language', ({ assert }) => {
    for (const locale of LOCALES) {
      const i18n = i18nManager.locale(locale)
      const missing = Object.keys(CORE_PERMISSIONS)
        .flatMap((id) => [`permissions.${id}.name`, `permissions.${id}.explained`])
        .filter((key) => i18n.resolveIdentifier(key)?.isFallback !== false)
      assert.deepEqual(missing, [], locale)
    }
  })
})
