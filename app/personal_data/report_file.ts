import { DateTime } from 'luxon'
import type { Readable } from 'node:stream'
import type { I18n } from '@adonisjs/i18n'
import { ZipFile } from 'yazl'
import { currentClinic } from '#clinics/clinic_in_hand'
import { clinicSettings } from '#clinics/settings'
import type { ClientReport } from './client_report.js'
import { fullName } from '#clients/display_name'
import { ReadableReport } from './readable_report.js'

type View = { render(template: string, state: Record<string, unknown>): Promise<string> }

/** The version of `data.json`; a program that reads it can tell which shape to expect. */
const FORMAT = 'fortrolig/client-report@1'

/** A report as a file to hand over. Its name carries the client's number, because names of files end up in lists. */
export class ReportFile {
  private made = DateTime.utc()

  constructor(
    private report: ClientReport,
    private i18n: I18n
  ) {}

  get name() {
    return `client-${this.report.client.number}.zip`
  }

  async zip(view: View): Promise<Readable> {
    const zip = new ZipFile()
    const folder = `client-${this.report.client.number}`
    zip.addBuffer(Buffer.from(this.json()), `${folder}/data.json`)
    zip.addBuffer(Buffer.from(await this.html(view)), `${folder}/report.html`)
    zip.end()
    return zip.outputStream as Readable
  }

  private json() {
    const { parts, leavesOutNationalId } = this.report
    const document = {
      format: FORMAT,
      clinic: currentClinic().name,
      made: this.made.toISO(),
      leavesOut: leavesOutNationalId ? ['nationalId'] : [],
      missing: parts.filter(({ missing }) => missing).map(({ id, missing }) => ({ id, missing })),
      parts: Object.fromEntries(parts.map(({ id, data }) => [id, data])),
    }
    return JSON.stringify(document, null, 2)
  }

  private html(view: View) {
    const { timeZone } = clinicSettings.read()
    return view.render('pages/clients/report_file', {
      name: fullName(this.report.client),
      made: this.i18n.formatDate(this.made, { dateStyle: 'long', timeStyle: 'short', timeZone }),
      parts: new ReadableReport(this.report, this.i18n).parts,
      leavesOutNationalId: this.report.leavesOutNationalId,
    })
  }
}
