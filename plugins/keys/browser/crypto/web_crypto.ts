/** WebCrypto's own types. Browsers declare them by name, Node does not, and this code runs in both. */
export type CryptoKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>
export type CryptoKeyPair = { publicKey: CryptoKey; privateKey: CryptoKey }
export type KeyUsage = CryptoKey['usages'][number]
