// The web app's files: assets for ever, the page itself for every address that is a page of the app.
import { existsSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { refuse } from '#kit/refusal.ts'

/** Names of assets carry the hash of their content. */
const ASSETS = 'assets'

/** Addresses that are never a page: what is not there must not be answered with one. */
const NO_PAGE = /^\/(?:api|assets)(?:\/|$)|\.(?:js|css|map|ico|png|svg|woff2?|txt)$/

const isPage = ({ method, url }: FastifyRequest): boolean => method === 'GET' && !NO_PAGE.test(url.split('?')[0] ?? '')

export async function addWebFiles(app: FastifyInstance, webDir: string): Promise<void> {
  const isBuilt = existsSync(join(webDir, 'index.html'))
  if (isBuilt) {
    await app.register(fastifyStatic, {
      root: webDir,
      wildcard: false,
      cacheControl: false,
      setHeaders: (reply, path) =>
        void reply.header(
          'cache-control',
          relative(webDir, path).startsWith(ASSETS + sep) ? 'public, max-age=31536000, immutable' : 'no-cache',
        ),
    })
  }
  app.setNotFoundHandler((request, reply) => {
    if (isBuilt && isPage(request)) return reply.sendFile('index.html')
    return reply.code(404).send(
      refuse('http.not-found', {
        zh: '这个地址没有内容',
        en: 'There is nothing at this address',
      }),
    )
  })
}
