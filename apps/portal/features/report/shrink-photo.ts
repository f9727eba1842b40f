// A photo for sending: at most 1600 pixels on its longer side, drawn anew, so that place and camera data stay on the phone.
export const photoLimits = { count: 5, longSide: 1600, quality: 0.82 } as const

export function fittedSize(width: number, height: number, longSide: number = photoLimits.longSide): { width: number; height: number } {
  const scale = Math.min(1, longSide / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** Rejects when the file is no picture this browser can read. */
export async function shrinkPhoto(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const { width, height } = fittedSize(picture.width, picture.height)
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('no canvas')
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, width, height)
  pen.drawImage(picture, 0, 0, width, height)
  picture.close()
  return new Promise((resolve, fail) => {
    canvas.toBlob((blob) => { if (blob) resolve(blob); else fail(new Error('no picture')) }, 'image/jpeg', photoLimits.quality)
  })
}
