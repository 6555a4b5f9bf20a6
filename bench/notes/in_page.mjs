/** What is measured, run in a page of the product whose vault is open. `window.measured` takes the times, in milliseconds. */
export async function installMeasured({ scripts, clients, body }) {
  // The build shortens the names of what it exports.
  const modules = await Promise.all(scripts.map((script) => import(script)))
  const vault = modules.flatMap(Object.values).find((each) => each?.openMany && each.holder)
  const { timed } = window.bare
  let number = 0

  window.measured = { saving, envelopes, opening, watchTasks }

  /** Signing, encrypting and sending so many new notes, one after the other: how long for one. */
  async function saving(count) {
    let took = 0
    for (let n = 0; n < count; n++) {
      const client = clients[n % clients.length]
      const [circle] = await vault.circlesOf(client)
      const record = `0195f000-0000-7000-8000-${(++number).toString(16).padStart(12, '0')}`
      const about = { type: 'soap-draft', client, record, version: 1 }
      took += await timed(async () => {
        const envelope = await vault.seal({ ...about, circle, body })
        const note = { id: record, sitting: crypto.randomUUID(), appointment: null, envelope }
        await post(`/soap/clients/${client}/notes`, note)
      })
    }
    return took / count
  }

  async function post(path, sent) {
    const headers = { 'Accept': 'application/json', 'Content-Type': 'application/json' }
    const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(sent) })
    if (answer.status !== 201) throw new Error(`The note was refused with ${answer.status}`)
    await answer.text()
  }

  /** All that the server hands out, ready to be opened. */
  async function envelopes() {
    const list = []
    for (let after = ''; after !== null;) {
      const page = await fetch(`/soap/envelopes?after=${after}`).then((answer) => answer.json())
      for (const { id: record, type, version, client, envelope } of page.notes)
        list.push({ envelope, about: { record, type, version, client } })
      after = page.next
    }
    window.list = list
    return list.length
  }

  /** All notes, the circles still to be fetched, verified and unwrapped. */
  async function opening() {
    vault.refresh()
    const longest = watchTasks()
    let opened = 0
    const value = await timed(async () => {
      await vault.everything()
      await vault.openMany(window.list, (one) => {
        if (one.fault) throw one.fault
        opened++
      })
    })
    if (opened !== window.list.length) throw new Error(`Only ${opened} were opened`)
    return { value, longest: await longest() }
  }

  /** @returns what tells for how long the page could not answer since: the longest task */
  function watchTasks() {
    let longest = 0
    const since = performance.now()
    const watch = ({ startTime, duration }) => {
      if (startTime >= since) longest = Math.max(longest, duration)
    }
    const observer = new PerformanceObserver((seen) => seen.getEntries().forEach(watch))
    observer.observe({ type: 'longtask' })
    return async () => {
      // The task that asks is over only when somebody else had a turn.
      await new Promise((resolve) => setTimeout(resolve, 50))
      observer.takeRecords().forEach(watch)
      return longest
    }
  }
}

/** Runs in the page of the search: from the last letter typed until the results are drawn. */
export async function measureSearch({ terms, rounds }) {
  const query = document.querySelector('#soap-query')
  const status = document.querySelector('[data-soap-search-target="status"]')
  const took = []
  for (let round = 0; round < rounds; round++) {
    const begin = performance.now()
    for (const term of terms) await search(term)
    took.push(performance.now() - begin)
  }
  return took

  function search(term) {
    query.value = term
    return new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        observer.disconnect()
        resolve()
      })
      observer.observe(status, { childList: true, characterData: true, subtree: true })
      query.dispatchEvent(new Event('input', { bubbles: true }))
    })
  }
}

/** The same strings, already in memory and of one case, asked one by one. */
export function measureIncludes({ bodies, terms, rounds }) {
  const texts = bodies.map(({ title, template, answers }) =>
    [title, template.name, ...Object.values(answers)].join('\n').toLowerCase()
  )
  const found = terms.map(() => 0)
  const took = []
  for (let round = 0; round < rounds; round++) {
    const begin = performance.now()
    for (const [at, term] of terms.entries())
      found[at] = texts.filter((text) => text.includes(term)).length
    took.push(performance.now() - begin)
  }
  return { took, found }
}

/**
 * Runs in the page of the rotation: from the moment when the bar appears until there is nothing left to do, which the title
 * tells then.
 */
export function watchRotation(title) {
  let begin = 0
  const bar = document.querySelector('[data-keys-rotation-target="progress"]')
  const appearing = new MutationObserver(() => (begin ||= performance.now()))
  appearing.observe(bar, { attributeFilter: ['hidden'] })
  window.rotated = new Promise((resolve) => {
    const end = () => {
      resolve(performance.now() - begin)
      // The next page has a title too.
      setInterval(() => (document.title = title), 100)
    }
    document.addEventListener('turbo:visit', end, { once: true })
  })
}
