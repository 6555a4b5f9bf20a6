import { FileFault } from './faults.ts'

const LONGEST = 4096
const THUMBNAIL = 120

export type Picture = { file: Blob; thumbnail?: string }

/**
 * A picture painted anew, so that nothing is left of what the camera wrote beside it: place, time, device, a smaller
 * picture of what was cut away. Everything else stays as it is.
 *
 * @throws FileFault when the browser cannot show it
 */
export async function withoutMetadata(file: Blob): Promise<Picture> {
  if (!file.type.startsWith('image/')) return { file }
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => {
    throw new FileFault('not_a_picture')
  })
  const isLossless = file.type === 'image/png'
  const type = isLossless ? 'image/png' : 'image/jpeg'
  const painted = await blobOf(paint(bitmap, LONGEST), type, 0.92)
  const thumbnail = paint(bitmap, THUMBNAIL).toDataURL('image/jpeg', 0.5)
  bitmap.close()
  return { file: painted, thumbnail }
}

function paint(bitmap: ImageBitmap, longest: number) {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return canvas
}

function blobOf(canvas: HTMLCanvasElement, type: string, quality: number) {
  return new Promise<Blob>((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new FileFault('not_a_picture'))),
      type,
      quality
    )
  )
}
