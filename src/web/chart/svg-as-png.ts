// A drawing as a picture of dots.
const PNG_SCALE = 2

/** Twice the size on the screen, so that it prints well. */
export async function svgAsPng(svg: string): Promise<Blob> {
  const picture = new Image()
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await picture.decode()
  const canvas = document.createElement('canvas')
  canvas.width = picture.naturalWidth * PNG_SCALE
  canvas.height = picture.naturalHeight * PNG_SCALE
  const pen = canvas.getContext('2d')
  if (pen === null) throw new Error('Cannot draw the chart as this browser gives no canvas')
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('Cannot save the chart as PNG'))), 'image/png')
  })
}
