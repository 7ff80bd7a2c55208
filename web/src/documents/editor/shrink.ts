const WIDTHS = [1280, 960, 640]
const QUALITIES = [0.82, 0.66, 0.5]
/** Bytes of a picture within the text: everybody who opens the document loads it. */
export const LARGEST_PICTURE = 160_000

/** A small copy of a picture, without what the camera has noted in it; null when it cannot be made small enough. */
export async function shrink(file: Blob): Promise<string | null> {
  const bitmap = await createImageBitmap(file)
  try {
    for (const width of WIDTHS) {
      const canvas = draw(bitmap, width)
      for (const quality of QUALITIES) {
        const blob = (await encode(canvas, 'image/webp', quality)) ?? (await encode(canvas, 'image/jpeg', quality))
        if (blob && blob.size <= LARGEST_PICTURE) return asDataUrl(blob)
      }
    }
    return null
  } finally {
    bitmap.close()
  }
}

function draw(bitmap: ImageBitmap, widest: number): HTMLCanvasElement {
  const scale = Math.min(1, widest / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return canvas
}

/** Null where the browser does not write this format. */
async function encode(canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob | null> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality))
  return blob?.type === type ? blob : null
}

function asDataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
}
