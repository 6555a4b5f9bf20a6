import { read, remove, write } from './store.ts'

/** The little of the File System Access API that TypeScript's library lacks; Chromium has it. */
export type FileHandle = FileSystemFileHandle & {
  queryPermission(options: { mode: 'read' }): Promise<PermissionState>
  requestPermission(options: { mode: 'read' }): Promise<PermissionState>
}
type Picking = { showOpenFilePicker?: () => Promise<FileHandle[]> }

export const canRemember = () => 'showOpenFilePicker' in window

/** Where a member's key file lies, never what is in it. The stick must be in the computer, and the browser asks. */
export const rememberedFile = {
  async of(holder: string): Promise<FileHandle | null> {
    return canRemember() ? read<FileHandle>('files', holder) : null
  },
  keep: (holder: string, handle: FileHandle) => write('files', holder, handle),
  forget: (holder: string) => remove('files', holder),
}

/** Lets the member choose a file; null when they do not. */
export async function pickFile(): Promise<FileHandle | null> {
  try {
    const [handle] = await (window as Picking).showOpenFilePicker!()
    return handle
  } catch (error) {
    if ((error as DOMException).name === 'AbortError') return null
    throw error
  }
}

/** The file at the place that was remembered; null when it is not there, or the browser may not look. */
export async function fileAt(handle: FileHandle): Promise<File | null> {
  const mode = { mode: 'read' } as const
  try {
    // A file of the browser's own asks nobody.
    const allowed = (await handle.queryPermission?.(mode)) ?? 'granted'
    if (allowed !== 'granted' && (await handle.requestPermission(mode)) !== 'granted') return null
    return await handle.getFile()
  } catch {
    return null
  }
}
