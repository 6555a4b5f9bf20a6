import type { Page } from 'playwright'

/** How many entries a browser has in a store of one of its databases, asked in its own words. */
export function countStored(page: Page, database: string, store: string) {
  return page.evaluate<number>(`new Promise((resolve) => {
    indexedDB.open('${database}').onsuccess = ({ target: { result: database } }) => {
      const count = database.transaction('${store}').objectStore('${store}').count()
      count.onsuccess = () => {
        database.close()
        resolve(count.result)
      }
    }
  })`)
}
