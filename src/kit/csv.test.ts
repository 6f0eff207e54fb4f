// RFC 4180 text in one piece and in chunks.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCsvParser, formatCsvRow, parseCsv } from './csv.ts'

describe('parseCsv()', () => {
  test('gives cells, 1-based lines and the raw text', () => {
    expect(parseCsv('a,b\r\n1,"x,""y"""\n\n3,\n')).toEqual([
      { line: 1, cells: ['a', 'b'], raw: 'a,b' },
      { line: 2, cells: ['1', 'x,"y"'], raw: '1,"x,""y"""' },
      { line: 4, cells: ['3', ''], raw: '3,' },
    ])
  })

  test('counts the lines inside a quoted field', () => {
    const rows = parseCsv('a,"1\r\n2\n3"\r\nb,4')
    expect(rows.map(({ line, cells }) => [line, cells])).toEqual([
      [1, ['a', '1\r\n2\n3']],
      [4, ['b', '4']],
    ])
  })

  test('drops the byte-order mark and leaves a quote inside a bare field alone', () => {
    expect(parseCsv('\uFEFFname,5" pipe\n').map((row) => row.cells)).toEqual([['name', '5" pipe']])
  })

  test('marks text after a closing quote', () => {
    expect(parseCsv('"a"b,c')).toEqual([{ line: 1, cells: ['ab', 'c'], raw: '"a"b,c', problem: 'text-after-quote' }])
  })

  test('lets a quote that never closes spoil its own line only', () => {
    const rows = parseCsv('1,"lost\n2,fine\n3,"too"\n4,"\n')
    expect(rows.map((row) => [row.line, row.problem ?? 'read'])).toContainEqual([4, 'unclosed-quote'])
    const alone = parseCsv('1,"lost\n2,fine\n')
    expect(alone).toEqual([
      { line: 1, cells: ['1', '"lost'], raw: '1,"lost', problem: 'unclosed-quote' },
      { line: 2, cells: ['2', 'fine'], raw: '2,fine' },
    ])
  })

  test('takes another delimiter', () => {
    expect(parseCsv('a;"b;c"', { delimiter: ';' }).map((row) => row.cells)).toEqual([['a', 'b;c']])
  })
})

const cell = fc.string({ unit: fc.constantFrom('a', '1', ',', '"', '\n', '\r', ' ', '山', ';') })
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 })

test('parseCsv() gives back what formatCsvRow() wrote', () => {
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n'), (rows, end) => {
      const text = rows.map((cells) => formatCsvRow(cells) + end).join('')
      expect(parseCsv(text).map((row) => row.cells)).toEqual(rows)
    }),
  )
})

test('createCsvParser() gives the same rows wherever the text is cut', () => {
  fc.assert(
    fc.property(table, fc.array(fc.nat(60), { maxLength: 4 }), fc.boolean(), (rows, cuts, ends) => {
      const text = rows.map((cells) => formatCsvRow(cells)).join('\r\n') + (ends ? '\r\n' : '')
      const parser = createCsvParser()
      const at = [...cuts.map((cut) => Math.min(cut, text.length)), text.length].sort((a, b) => a - b)
      const pieces = at.map((end, index) => text.slice(index === 0 ? 0 : at[index - 1], end))
      const streamed = [...pieces.flatMap((piece) => parser.push(piece)), ...parser.end()]
      expect(streamed).toEqual(parseCsv(text))
    }),
  )
})
