import { Controller } from '@hotwired/stimulus'

/** Shows itself where this browser has no WebCrypto: without HTTPS, or because it is too old. */
export default class extends Controller<HTMLElement> {
  override connect() {
    // TypeScript does not know of browsers without it.
    const { subtle } = crypto as { subtle?: SubtleCrypto }
    this.element.hidden = subtle !== undefined
  }
}
