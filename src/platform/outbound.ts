// Requests to other machines on somebody's word: public addresses only, others where the operator allows them.
import { lookup as resolveName } from 'node:dns'
import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { type Refusal, refuse } from '#kit/refusal.ts'

/** What the operator allows beside public addresses: names, addresses and networks (`10.1.0.0/16`). */
export type OutboundRules = { names: ReadonlySet<string>; networks: BlockList }

/** Reads `SHANSHUI_OUTBOUND_ALLOW`: names, addresses and networks between commas. Throws where a word is none of these. */
export function parseOutboundRules(text: string | undefined): OutboundRules {
  const names = new Set<string>()
  const networks = new BlockList()
  for (const word of (text ?? '').split(',').map((part) => part.trim())) {
    const [address = '', prefix] = word.split('/')
    const version = isIP(address)
    const family = version === 6 ? 'ipv6' : 'ipv4'
    if (word === '') continue
    if (version === 0 && prefix !== undefined) {
      throw new Error(`SHANSHUI_OUTBOUND_ALLOW must hold names, addresses and networks: “${word}” is none of them`)
    }
    if (version === 0) names.add(word.toLowerCase())
    else if (prefix === undefined) networks.addAddress(address, family)
    else networks.addSubnet(address, Number(prefix), family)
  }
  return { names, networks }
}

const NOT_PUBLIC = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  NOT_PUBLIC.addSubnet(network, prefix, 'ipv4')
}
for (const [network, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
  ['64:ff9b::', 96],
] as const) {
  NOT_PUBLIC.addSubnet(network, prefix, 'ipv6')
}

/** An address of IPv4 written as one of IPv6 is judged as what it is. */
function plainAddress(address: string): { address: string; family: 'ipv4' | 'ipv6' } {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return { address: mapped, family: 'ipv4' }
  return { address, family: isIP(address) === 6 ? 'ipv6' : 'ipv4' }
}

export function isAllowedAddress(given: string, rules: OutboundRules): boolean {
  const { address, family } = plainAddress(given)
  return !NOT_PUBLIC.check(address, family) || rules.networks.check(address, family)
}

const isAllowedName = (host: string, rules: OutboundRules): boolean => rules.names.has(host.toLowerCase())

class ForbiddenAddress extends Error {}

/** Resolves a name to the addresses that are allowed; what is connected to is what was judged, whatever the name says later. */
function guardedLookup(rules: OutboundRules): LookupFunction {
  return (hostname, options, answer) => {
    resolveName(hostname, { ...options, all: true }, (error, found) => {
      if (error) return answer(error, '', 0)
      const allowed = isAllowedName(hostname, rules)
        ? found
        : found.filter(({ address }) => isAllowedAddress(address, rules))
      const [first] = allowed
      if (!first) return answer(new ForbiddenAddress(hostname), '', 0)
      if (options.all) return answer(null, allowed)
      answer(null, first.address, first.family)
    })
  }
}

export type Outbound = {
  url: string
  method?: 'GET' | 'POST'
  headers?: Readonly<Record<string, string>>
  body?: Uint8Array
  rules: OutboundRules
  timeoutMs: number
  mostBytes: number
  /** 0: a redirect is given back as it is. */
  mostRedirects?: number
  signal?: AbortSignal
}

export type OutboundReply = { status: number; headers: IncomingHttpHeaders; body: Buffer; url: string }

const forbidden = (host: string): Refusal =>
  refuse('outbound.forbidden', {
    zh: `不允许访问 ${host}：内网地址须由管理员在 SHANSHUI_OUTBOUND_ALLOW 中允许`,
    en: `Cannot call ${host} as it is no public address: the operator must allow it in SHANSHUI_OUTBOUND_ALLOW`,
  })

/** Refuses a text that is no address of HTTP, or names an address that is not allowed as it stands. */
export function checkUrl(text: string, rules: OutboundRules): URL | Refusal {
  const url = URL.parse(text)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.username !== '' || url.password !== '') {
    return refuse('outbound.address-unfit', {
      zh: '地址须以 http:// 或 https:// 开头，且不含用户名和密码',
      en: 'The address must begin with http:// or https:// and hold no user name and password',
    })
  }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isAllowedName(host, rules) || isIP(host) === 0 || isAllowedAddress(host, rules)) return url
  return forbidden(host)
}

/**
 * Asks another machine. Refuses addresses that are not allowed, also behind a name or a redirect, and answers that are
 * too large or too late; rejects with the network's own error.
 */
export async function callOut(call: Outbound): Promise<OutboundReply | Refusal> {
  let url = call.url
  for (let redirects = 0; ; redirects += 1) {
    const checked = checkUrl(url, call.rules)
    if ('refused' in checked) return checked
    const reply = await callOnce(checked, call)
    if ('refused' in reply) return reply
    const { location } = reply.headers
    const isRedirect = reply.status >= 300 && reply.status < 400 && reply.status !== 304 && location !== undefined
    if (!isRedirect || redirects >= (call.mostRedirects ?? 0)) return reply
    const next = new URL(location, checked)
    // What was meant for one machine is not told to another.
    if (next.origin !== checked.origin) call = { ...call, headers: withoutSecrets(call.headers ?? {}) }
    url = next.href
  }
}

const withoutSecrets = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(authorization|cookie)$/i.test(name)))

async function callOnce(url: URL, call: Outbound): Promise<OutboundReply | Refusal> {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp
  const deadline = AbortSignal.timeout(call.timeoutMs)
  const signal = call.signal ? AbortSignal.any([deadline, call.signal]) : deadline
  try {
    const message = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = send(url, {
        method: call.method ?? 'GET',
        headers: { 'user-agent': 'shanshui', ...call.headers },
        lookup: guardedLookup(call.rules),
        signal,
        agent: false,
      })
      request.once('response', resolve)
      request.once('error', reject)
      request.end(call.body)
    })
    return await readReply(message, url, call.mostBytes)
  } catch (error) {
    if (error instanceof ForbiddenAddress) return forbidden(error.message)
    if (!deadline.aborted) throw error
    return refuse('outbound.timeout', {
      zh: `${url.host} 在 ${call.timeoutMs / 1000} 秒内没有答完`,
      en: `${url.host} did not finish its answer within ${call.timeoutMs / 1000} s`,
    })
  }
}

async function readReply(message: IncomingMessage, url: URL, mostBytes: number): Promise<OutboundReply | Refusal> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of message) {
    chunks.push(chunk as Buffer)
    bytes += (chunk as Buffer).length
    if (bytes <= mostBytes) continue
    message.destroy()
    return refuse('outbound.too-large', {
      zh: `${url.host} 的内容超过 ${mostBytes} 字节`,
      en: `What ${url.host} sends exceeds ${mostBytes} bytes`,
    })
  }
  return { status: message.statusCode ?? 0, headers: message.headers, body: Buffer.concat(chunks), url: url.href }
}
