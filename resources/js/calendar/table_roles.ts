const ROLES = ['table', 'rowgroup', 'row', 'columnheader', 'cell']
const SELECTOR = ROLES.map((role) => `[role="${role}"]`).join()

/**
 * The grid calls itself a table, and is none: its appointments are in no cell. To a screen reader it is
 * better a group of links in order of time, and the agenda is a list.
 */
export class TableRoles {
  private observer = new MutationObserver(() => this.drop())

  constructor(private grid: HTMLElement) {
    this.drop()
    this.observer.observe(grid, { childList: true, subtree: true })
  }

  end() {
    this.observer.disconnect()
  }

  private drop() {
    for (const element of this.grid.querySelectorAll(SELECTOR))
      for (const name of ['role', 'aria-colindex', 'aria-colspan']) element.removeAttribute(name)
  }
}
