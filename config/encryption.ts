import env from '#start/env'
import { defineConfig, drivers } from '@adonisjs/core/encryption'

/** `app` serves cookies and signed links, `data` the fields that lie encrypted in a database. */
const encryptionConfig = defineConfig({
  default: 'app',
  list: {
    app: drivers.aes256gcm({ id: 'app', keys: [env.get('APP_KEY')] }),
    data: drivers.aes256gcm({ id: 'data', keys: [env.get('DATA_KEY')] }),
  },
})

export default encryptionConfig

declare module '@adonisjs/core/types' {
  export interface EncryptorsList extends InferEncryptors<typeof encryptionConfig> {}
}
