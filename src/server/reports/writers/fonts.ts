// The Chinese fonts that documents carry with them, so that they look the same wherever they are made and read.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const folder = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '../fonts')

/** Name of the family inside the font files. */
export const FONT = 'Noto Sans Hans'
export const FONT_REGULAR = join(folder, 'NotoSansHans-Regular.otf')
export const FONT_BOLD = join(folder, 'NotoSansHans-Bold.otf')
