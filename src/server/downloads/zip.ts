// A ZIP archive as it is made: each file is deflated while it comes, its size follows it, so that nothing is held back.
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'

/** A name inside the archive with its text in pieces. */
export type ZipEntry = { name: string; chunks: AsyncIterable<string> | Iterable<string> }

type Written = { name: Buffer; crc: number; packed: number; plain: number; offset: number }

/** Sizes follow the data (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808
const DEFLATE = 8
const VERSION = 20
/** 1980-01-01, the first day the format knows: files made of the same rows are the same. */
const DATE = 0x21

/** Throws past 4 GiB, where the plain format ends. */
export async function* zipChunks(entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>): AsyncGenerator<Buffer> {
  const written: Written[] = []
  let offset = 0
  for await (const { name, chunks } of entries) {
    const entry: Written = { name: Buffer.from(name), crc: 0, packed: 0, plain: 0, offset }
    yield localHeader(entry.name)
    for await (const piece of deflate(chunks, entry)) {
      entry.packed += piece.length
      yield piece
    }
    yield descriptor(entry)
    written.push(entry)
    offset += LOCAL_BYTES + entry.name.length + entry.packed + DESCRIPTOR_BYTES
    if (Math.max(offset, entry.plain) > 0xffff_ffff) throw new Error('Cannot write a ZIP archive above 4 GiB')
  }
  const directory = Buffer.concat(written.map(directoryEntry))
  yield directory
  yield endOf(written.length, directory.length, offset)
}

async function* deflate(chunks: ZipEntry['chunks'], entry: Written): AsyncGenerator<Buffer> {
  const packer = createDeflateRaw({ level: 1 })
  const feeding = pipeline(counted(chunks, entry), packer)
  // What breaks the rows breaks the packer, and so is told to whoever reads it.
  feeding.catch(() => undefined)
  yield* packer
  await feeding
}

async function* counted(chunks: ZipEntry['chunks'], entry: Written): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk)
    entry.crc = crc32(bytes, entry.crc)
    entry.plain += bytes.length
    yield bytes
  }
}

const LOCAL_BYTES = 30
function localHeader(name: Buffer): Buffer {
  const head = Buffer.alloc(LOCAL_BYTES)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(VERSION, 4)
  head.writeUInt16LE(FLAGS, 6)
  head.writeUInt16LE(DEFLATE, 8)
  head.writeUInt16LE(DATE, 12)
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, name])
}

const DESCRIPTOR_BYTES = 16
function descriptor({ crc, packed, plain }: Written): Buffer {
  const bytes = Buffer.alloc(DESCRIPTOR_BYTES)
  bytes.writeUInt32LE(0x08074b50, 0)
  bytes.writeUInt32LE(crc, 4)
  bytes.writeUInt32LE(packed, 8)
  bytes.writeUInt32LE(plain, 12)
  return bytes
}

function directoryEntry({ name, crc, packed, plain, offset }: Written): Buffer {
  const head = Buffer.alloc(46)
  head.writeUInt32LE(0x02014b50, 0)
  head.writeUInt16LE(VERSION, 4)
  head.writeUInt16LE(VERSION, 6)
  head.writeUInt16LE(FLAGS, 8)
  head.writeUInt16LE(DEFLATE, 10)
  head.writeUInt16LE(DATE, 14)
  head.writeUInt32LE(crc, 16)
  head.writeUInt32LE(packed, 20)
  head.writeUInt32LE(plain, 24)
  head.writeUInt16LE(name.length, 28)
  head.writeUInt32LE(offset, 42)
  return Buffer.concat([head, name])
}

function endOf(entries: number, directoryBytes: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries, 8)
  end.writeUInt16LE(entries, 10)
  end.writeUInt32LE(directoryBytes, 12)
  end.writeUInt32LE(offset, 16)
  return end
}
