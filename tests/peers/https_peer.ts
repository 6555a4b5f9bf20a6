import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import forge from 'node-forge'

type Identity = { key: string; cert: string }

const identities = new Map<string, Identity>()

/**
 * A real HTTPS server on this machine, whose certificate this process trusts from now on.
 *
 * @param host whose certificate it shows. For another than `localhost` see switchboard.ts
 */
export async function httpsPeer(port: number, answer: RequestListener, host = 'localhost') {
  const identity = identities.get(host) ?? trusted(host)
  identities.set(host, identity)
  const server = createServer(identity, answer).listen(port, 'localhost')
  await once(server, 'listening')
  return {
    certificate: identity.cert,
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function trusted(host: string) {
  const made = selfSigned(host)
  setDefaultCACertificates([...getCACertificates('default'), made.cert])
  return made
}

function selfSigned(host: string): Identity {
  const keys = forge.pki.rsa.generateKeyPair(2048)
  const certificate = forge.pki.createCertificate()
  // Issuers are looked for by name: it must not be that of the mail server's certificate, which is for localhost too.
  const name = [
    { name: 'organizationName', value: 'HTTPS peer' },
    { name: 'commonName', value: host },
  ]
  certificate.publicKey = keys.publicKey
  certificate.serialNumber = '01'
  certificate.validity.notAfter.setFullYear(certificate.validity.notBefore.getFullYear() + 1)
  certificate.setSubject(name)
  certificate.setIssuer(name)
  certificate.setExtensions([
    { name: 'basicConstraints', cA: true },
    { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
  ])
  certificate.sign(keys.privateKey, forge.md.sha256.create())
  return {
    key: forge.pki.privateKeyToPem(keys.privateKey),
    cert: forge.pki.certificateToPem(certificate),
  }
}
