import type { Template } from '../notes/body.ts'

const FILES: Record<string, () => Promise<{ default: unknown }>> = {
  da: () => import('./da.json'),
  en: () => import('./en.json'),
  nb: () => import('./nb.json'),
}

/** The templates that everybody has, in a language; the first is SOAP. */
export async function starters(locale: string): Promise<Template[]> {
  const file = await (FILES[locale] ?? FILES.en)()
  return file.default as Template[]
}
