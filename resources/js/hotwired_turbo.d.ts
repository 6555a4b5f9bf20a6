/** The little of Turbo that is used here; the package brings no types. */
declare module '@hotwired/turbo' {
  export interface FrameElement extends HTMLElement {
    src: string | null
    disabled: boolean
    loaded: Promise<void>
    reload(): Promise<void>
  }
  export function visit(
    location: string,
    options?: { action?: 'advance' | 'replace'; frame?: string }
  ): void
}
