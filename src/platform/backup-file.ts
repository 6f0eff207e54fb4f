// The container of a backup: named parts of bytes of unknown length, compressed, each closed with its digest.
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'

const MAGIC = 'shanshui-backup 1\n'

/** Head of a part: a name and particulars. `end` closes the file. */
export type PartHead = { part: string; [key: string]: unknown }

/** Writes parts one after the other; bytes are framed by their length, so that a part may be streamed. */
export class PartWriter {
  readonly #sink: Writable

  constructor(sink: Writable) {
    this.#sink = sink
  }

  async begin(): Promise<void> {
    await this.#write(Buffer.from(MAGIC))
  }

  /** Writes one part; resolves with bytes and digest. */
  async part(head: PartHead, chunks: AsyncIterable<Uint8Array>): Promise<{ bytes: number; sha256: string }> {
    await this.#frame(Buffer.from(JSON.stringify(head)))
    const hash = createHash('sha256')
    let bytes = 0
    for await (const chunk of chunks) {
      if (chunk.length === 0) continue
      hash.update(chunk)
      bytes += chunk.length
      await this.#frame(chunk)
    }
    const sha256 = hash.digest('hex')
    await this.#frame(new Uint8Array(0))
    await this.#frame(Buffer.from(sha256))
    return { bytes, sha256 }
  }

  async #frame(content: Uint8Array): Promise<void> {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(content.length)
    await this.#write(length)
    if (content.length > 0) await this.#write(content)
  }

  async #write(bytes: Uint8Array): Promise<void> {
    if (!this.#sink.write(bytes)) await once(this.#sink, 'drain')
  }
}

/** A file that is no backup, or one that was cut or changed. */
export class BrokenBackup extends Error {}

/** Reads what `PartWriter` wrote; a part must be read to its end before the next is asked for. */
export class PartReader {
  readonly #chunks: AsyncIterator<Uint8Array>
  #pending: Buffer = Buffer.alloc(0)

  constructor(source: Readable) {
    this.#chunks = source[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  }

  async begin(): Promise<void> {
    const magic = await this.#take(MAGIC.length)
    if (magic.toString('latin1') !== MAGIC) throw new BrokenBackup('it does not begin as a backup does')
  }

  async head(): Promise<PartHead> {
    return JSON.parse((await this.#frame()).toString('utf8')) as PartHead
  }

  /** Bytes of the part; throws BrokenBackup where their digest differs from the one written. */
  async *content(): AsyncGenerator<Buffer> {
    const hash = createHash('sha256')
    for (;;) {
      const chunk = await this.#frame()
      if (chunk.length === 0) break
      hash.update(chunk)
      yield chunk
    }
    const told = (await this.#frame()).toString('latin1')
    if (told !== hash.digest('hex')) throw new BrokenBackup('a part differs from its digest')
  }

  async #frame(): Promise<Buffer> {
    const length = (await this.#take(4)).readUInt32BE()
    return this.#take(length)
  }

  async #take(length: number): Promise<Buffer> {
    const parts: Buffer[] = [this.#pending]
    let have = this.#pending.length
    while (have < length) {
      const next = await this.#chunks.next()
      if (next.done) throw new BrokenBackup('it ends before its end')
      const chunk = Buffer.from(next.value)
      parts.push(chunk)
      have += chunk.length
    }
    const whole = parts.length === 1 ? this.#pending : Buffer.concat(parts)
    this.#pending = whole.subarray(length)
    return whole.subarray(0, length)
  }
}
