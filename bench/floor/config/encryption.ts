import { defineConfig, drivers } from '@adonisjs/core/encryption'

const key = 'the floor keeps no secrets, so this is none'

export default defineConfig({
  default: 'app',
  list: { app: drivers.aes256gcm({ id: 'app', keys: [key] }) },
})
