// One row of a table of particulars of projects.
import { parseDecimal } from '#kit/rational.ts'
import { STATE_NAMES } from './life-cycle.ts'
import {
  type CellOf,
  isFault,
  type ParticularsRow,
  readAmount,
  readDay,
  readProject,
  readWord,
  type TablePlan,
  type Words,
  words,
} from './table-rows.ts'

type Read = Omit<ParticularsRow, 'row' | 'projectId'> | Words

/** The particulars, or why there are none and what to do. */
export function readParticulars(row: number, of: CellOf, plan: TablePlan): ParticularsRow | Words {
  const project = readProject(of, plan)
  if (isFault(project)) return project
  const parts: Read[] = [readState(of), readStreet(of, plan), readPoint(of), readDays(of), readEstimate(of)]
  const wrong = parts.find(isFault)
  if (wrong) return wrong
  const texts = { owner: of('owner'), place: of('place') }
  const kept = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''))
  const found = Object.assign({}, kept, ...parts) as Omit<ParticularsRow, 'row' | 'projectId'>
  return { row, projectId: project.id, ...found }
}

function readState(of: CellOf): Read {
  if (of('state') === '') return {}
  const state = readWord(of('state'), STATE_NAMES, words('阶段', 'state'))
  return isFault(state) ? state : { state: state.code }
}

function readStreet(of: CellOf, { streets }: TablePlan): Read {
  const text = of('street')
  if (text === '') return {}
  const found = streets.find(({ zh, en }) => [zh, en, zh.replace(/街道$/, '')].includes(text))
  if (found) return { street: found.zh }
  return words(
    `没有街道“${text}”：${streets.map(({ zh }) => zh).join('、')}`,
    `There is no street "${text}": ${streets.map(({ en }) => en).join(', ')}`,
  )
}

/** WGS-84, both or neither. */
function readPoint(of: CellOf): Read {
  const [lon, lat] = [of('lon'), of('lat')]
  if (lon === '' && lat === '') return {}
  if (parseDecimal(lon) === undefined || parseDecimal(lat) === undefined)
    return words(
      `经度和纬度须都填写，为十进制度数（WGS-84）：${lon || '（空）'}，${lat || '（空）'}`,
      `Longitude and latitude are both needed, in decimal degrees (WGS-84): ${lon || '(empty)'}, ${lat || '(empty)'}`,
    )
  if (Math.abs(Number(lat)) > 90 && Math.abs(Number(lon)) <= 90)
    return words(`经度与纬度似乎颠倒：${lon}，${lat}`, `Longitude and latitude seem exchanged: ${lon}, ${lat}`)
  if (Math.abs(Number(lon)) > 180 || Math.abs(Number(lat)) > 90)
    return words(`经纬度超出范围：${lon}，${lat}`, `No such place: ${lon}, ${lat}`)
  return { lon, lat }
}

function readDays(of: CellOf): Read {
  const found: { startsOn?: string; endsOn?: string } = {}
  for (const field of ['startsOn', 'endsOn'] as const) {
    if (of(field) === '') continue
    const read = readDay(of(field))
    if (isFault(read)) return read
    found[field] = read.day
  }
  if (found.startsOn !== undefined && found.endsOn !== undefined && found.endsOn < found.startsOn)
    return words('完工日期早于开工日期', 'It ends before it begins')
  return found
}

function readEstimate(of: CellOf): Read {
  if (of('estimate') === '') return {}
  const read = readAmount(of('estimate'))
  return isFault(read) ? read : { estimate: read.amount }
}
