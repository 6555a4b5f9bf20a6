import { test } from '@japa/runner'
import { networkOf } from '#clinics/network'

test.group('The network of an address', () => {
  const cases = [
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:0:1:2:3:4:5', '2001:db8:0:1::/64'],
    ['2001:0DB8:0000:0001::1', '2001:db8:0:1::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['64:ff9b::203.0.113.7', '64:ff9b:0:0::/64'],
  ] as const

  test('of {0} is {1}')
    .with([...cases])
    .run(({ assert }, [address, network]) => {
      assert.equal(networkOf(address), network)
    })
})
