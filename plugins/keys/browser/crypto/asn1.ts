/// <reference path="./node_forge.d.ts" />
import forgeAsn1 from 'node-forge/lib/asn1.js'
import type { Bytes } from './bytes.ts'

type Node = ReturnType<typeof forgeAsn1.create>

/** A value read from DER: a list, an object identifier, a number, bytes, or null for what this file does not know. */
export type Read = Read[] | string | number | Bytes | null

const { Class, Type } = forgeAsn1

// Where a value is `as never`, node-forge takes and gives bytes in a string, and its types say a buffer, or nothing.

/** The little of ASN.1 (X.690) that a key file is made of; node-forge knows the encoding. */
export const asn1 = {
  sequence: (...parts: Node[]) => node(Type.SEQUENCE, parts),
  oid: (id: string) => node(Type.OID, forgeAsn1.oidToDer(id).getBytes()),
  octets: (bytes: Uint8Array) => node(Type.OCTETSTRING, binary(bytes)),
  integer: (number: number) => node(Type.INTEGER, forgeAsn1.integerToDer(number).getBytes()),
  nothing: () => node(Type.NULL, ''),

  toDer: (root: Node): Bytes => bytesOf(forgeAsn1.toDer(root).getBytes()),

  /** @throws Error when it is not DER, or goes on behind its end */
  read: (der: Uint8Array): Read => read(forgeAsn1.fromDer(binary(der) as never)),
}

function node(type: number, value: string | Node[]): Node {
  return forgeAsn1.create(Class.UNIVERSAL, type, Array.isArray(value), value as never)
}

function read({ type, value }: { type: number; value: unknown }): Read {
  if (Array.isArray(value)) return value.map(read)
  if (type === Type.OID) return forgeAsn1.derToOid(value as never)
  if (type === Type.INTEGER) return forgeAsn1.derToInteger(value as never)
  return type === Type.OCTETSTRING ? bytesOf(value as string) : null
}

/** node-forge keeps bytes in strings. */
function binary(bytes: Uint8Array) {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
}

function bytesOf(text: string): Bytes {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}
