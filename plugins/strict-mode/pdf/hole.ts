/** How many bytes a signature may have: one with a certificate for 3072 bits has about 2,500. */
const ROOM = 6144
/** As wide as any number that comes instead. */
const UNKNOWN = 9_999_999_999

/** What pdfkit keeps of a document, and does not tell its types of. */
type Inside = { _root: { data: { AcroForm: { data: Record<string, unknown> } } } }

/**
 * The place in a PDF that its own signature will fill (ISO 32000-1, 12.8): everything before and after the hole is
 * signed. Programs that read PDFs show whether it holds; nothing is drawn on a page.
 */
export class Hole {
  constructor(doc: PDFKit.PDFDocument, at: Date) {
    const signature = doc.ref({
      ...{ Type: 'Sig', Filter: 'Adobe.PPKLite', SubFilter: 'adbe.pkcs7.detached', M: at },
      ...{ ByteRange: [0, UNKNOWN, UNKNOWN, UNKNOWN], Contents: Buffer.alloc(ROOM) },
    })
    end(signature)
    const [hidden, locked] = [2, 128]
    const field = doc.ref({
      ...{ Type: 'Annot', Subtype: 'Widget', FT: 'Sig', T: text('Signature'), V: signature },
      ...{ Rect: [0, 0, 0, 0], F: hidden + locked, P: doc.page.dictionary },
    })
    end(field)
    doc.page.annotations.push(field)
    doc.initForm()
    const form = (doc as unknown as Inside)._root.data.AcroForm
    const [hasSignatures, onlyAppend] = [1, 2]
    // A reader that draws fields anew changes what was signed.
    delete form.data.NeedAppearances
    Object.assign(form.data, { Fields: [field], SigFlags: hasSignatures + onlyAppend })
  }

  /** The finished PDF with its signature. */
  filled(pdf: Buffer, sign: (bytes: Buffer) => Buffer): Buffer {
    const from = pdf.indexOf(`<${'00'.repeat(ROOM)}>`)
    const until = from + 2 * ROOM + 2
    this.write(pdf, [0, from, until, pdf.length - until])
    const signature = sign(Buffer.concat([pdf.subarray(0, from), pdf.subarray(until)]))
    if (signature.length > ROOM) throw new Error(`A signature has ${signature.length} bytes`)
    pdf.write(signature.toString('hex'), from + 1, 'latin1')
    return pdf
  }

  private write(pdf: Buffer, range: number[]) {
    const unknown = `[0 ${UNKNOWN} ${UNKNOWN} ${UNKNOWN}]`
    pdf.write(`[${range.join(' ')}]`.padEnd(unknown.length), pdf.indexOf(unknown), 'latin1')
  }
}

/** A text, where a bare string would be a name. */
function text(value: string) {
  return Object(value) as object
}

function end(reference: PDFKit.PDFKitReference) {
  reference.end(undefined)
}
