// The thread that writes one report as one file: layout of a hundred pages takes seconds in which no page may wait.
import { parentPort, workerData } from 'node:worker_threads'
import type { RenderTask } from './render.ts'
import { renderingIn } from './writers/rendering.ts'
import { writeDocx } from './writers/write-docx.ts'
import { writePdf } from './writers/write-pdf.ts'
import { writeWorkbook } from './writers/write-workbook.ts'

const WRITERS = { pdf: writePdf, docx: writeDocx, xlsx: writeWorkbook }

const { document, format, language, origin, madeAt } = workerData as RenderTask
parentPort?.postMessage(new Uint8Array(await WRITERS[format](document, renderingIn(language, { origin, madeAt }))))
