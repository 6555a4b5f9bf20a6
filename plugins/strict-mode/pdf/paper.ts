import { createRequire } from 'node:module'
import { buffer } from 'node:stream/consumers'
import PDFDocument from 'pdfkit'
import { Hole } from './hole.js'

/** Free fonts with letters for every name that Europe writes: Latin with all its marks, Greek, Cyrillic. */
const FONTS = '@expo-google-fonts/ibm-plex-sans'
const REGULAR = `${FONTS}/400Regular/IBMPlexSans_400Regular.ttf`
const BOLD = `${FONTS}/600SemiBold/IBMPlexSans_600SemiBold.ttf`

const INK = '#1b1f24'
const PALE = '#57606a'
const MARGIN = 56
const FOOT = 40
/** So much of a part stays with its heading, or both go to the next page. */
const KEPT_TOGETHER = 110

const SIZES = { H1: 20, H2: 12.5, P: 9.5 }

type Made = { title: string; language: string; at: Date }
type Sign = (bytes: Buffer) => Buffer

/**
 * A4 pages from top to bottom, as PDF/UA (ISO 14289-1) wants them: what is read aloud is tagged in its order, in
 * its language, with a title; the fonts are inside. The same words, made at the same moment, are the same bytes.
 */
export class Paper {
  private doc: PDFKit.PDFDocument
  private whole: PDFKit.PDFStructureElement

  constructor({ title, language, at }: Made) {
    const { resolve } = createRequire(import.meta.url)
    this.doc = new PDFDocument({
      ...{ size: 'A4', margin: MARGIN, bufferPages: true, font: resolve(REGULAR) },
      ...{
        pdfVersion: '1.7', // Its types are older than it is.
        subset: 'PDF/UA' as never,
        tagged: true,
        displayTitle: true,
        lang: language,
      },
      info: {
        Title: title,
        CreationDate: at,
        ModDate: at,
        Producer: 'Fortrolig',
        Creator: 'Fortrolig',
      },
    })
    this.doc.registerFont('regular', resolve(REGULAR))
    this.doc.registerFont('bold', resolve(BOLD))
    this.whole = this.doc.struct('Document')
    this.doc.addStructure(this.whole)
  }

  heading(level: 'H1' | 'H2', text: string) {
    const { doc } = this
    if (doc.y > doc.page.maxY() - KEPT_TOGETHER) doc.addPage()
    if (level === 'H2') doc.moveDown(0.9)
    this.add(level, () => doc.font('bold').fontSize(SIZES[level]).fillColor(INK).text(text))
    doc.moveDown(0.2)
  }

  paragraph(text: string, { pale = false } = {}) {
    this.add('P', () => this.body(pale).text(text, { paragraphGap: 3 }))
  }

  /** What something is, and which: “On the screen: initials”. */
  fact(label: string, value: string) {
    this.add('P', () => {
      this.body(true).text(`${label} `, { continued: true, paragraphGap: 3 })
      this.body().text(value)
    })
  }

  list(texts: readonly string[]) {
    const { doc } = this
    const items = texts.map((text) =>
      doc.struct('LI', {}, [
        doc.struct('LBody', {}, () =>
          this.body().text(`– ${text}`, { indent: 8, paragraphGap: 2 })
        ),
      ])
    )
    this.whole.add(doc.struct('L', {}, items))
  }

  /** At the foot of each page, where nobody reads it aloud. */
  feet(textOn: (page: number, of: number) => string) {
    const { doc } = this
    const { count } = doc.bufferedPageRange()
    for (let page = 0; page < count; page++) {
      doc.switchToPage(page)
      // Below the margin a new page would begin.
      doc.page.margins.bottom = 0
      doc.markContent('Artifact', { type: 'Pagination' })
      this.body(true)
        .fontSize(8)
        .text(textOn(page + 1, count), MARGIN, doc.page.height - FOOT)
      doc.endMarkedContent()
    }
  }

  /** @param sign makes a detached CMS signature (DER) of what it is given, for the PDF to carry */
  async signed(sign: Sign, at: Date): Promise<Buffer> {
    this.whole.end()
    const hole = new Hole(this.doc, at)
    this.doc.end()
    return hole.filled(await buffer(this.doc), sign)
  }

  private add(tag: string, write: () => void) {
    this.whole.add(this.doc.struct(tag, {}, write))
  }

  private body(pale = false) {
    return this.doc
      .font('regular')
      .fontSize(SIZES.P)
      .fillColor(pale ? PALE : INK)
  }
}
