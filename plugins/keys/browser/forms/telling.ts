import { vault } from '../vault/vault.ts'

/** Says something above the page, for as long as the tab is as locked, or as open, as it is now. */
export function tell(sentence: string) {
  const message = document.createElement('p')
  message.className = 'notice notice-info'
  message.setAttribute('role', 'status')
  message.textContent = sentence
  document.querySelector('.toasts')?.append(message)
  vault.addEventListener('change', () => message.remove(), { once: true })
}
