import { Controller } from '@hotwired/stimulus'
import { visit } from '@hotwired/turbo'
import { askToUnlock, vault } from '../../../keys/browser/api.ts'

/** A button that opens the dialog in which the key file is opened, or leads to where a first key is made. */
export default class extends Controller<HTMLElement> {
  ask() {
    if (vault.state === 'absent') visit('/keys')
    else void askToUnlock()
  }
}
