// The arrows of ARCHITECTURE.md as rules: who may import whom, which npm modules a pure room may see, no circles, no barrels.
const ROOMS = {
  kit: [],
  hj212: ['kit'],
  domain: ['kit'],
  contract: ['domain', 'kit'],
  platform: ['kit'],
  gateway: ['hj212', 'domain', 'platform', 'kit'],
  // hj212 is pure: the server shows decoded frames with the same codec the gateway reads them with.
  server: ['contract', 'domain', 'platform', 'kit', 'hj212'],
  web: ['contract', 'domain', 'kit'],
  cli: ['hj212', 'domain', 'platform', 'gateway', 'server', 'contract', 'kit'],
}

const walls = Object.entries(ROOMS).map(([room, allowed]) => ({
  name: `wall-${room}`,
  severity: 'error',
  comment: `${room} may import ${allowed.length === 0 ? 'nothing' : allowed.join(', ')}`,
  from: { path: `^src/${room}/`, pathNot: '\\.test\\.tsx?$' },
  to: { path: '^src/', pathNot: `^src/(${[room, ...allowed].join('|')})/` },
}))

module.exports = {
  forbidden: [
    ...walls,
    {
      name: 'pure-rooms-use-no-npm',
      severity: 'error',
      comment: 'kit, hj212 and domain are plain rules: no npm module, no I/O',
      from: { path: '^src/(kit|hj212|domain)/', pathNot: '\\.test\\.ts$' },
      to: { path: 'node_modules/' },
    },
    {
      name: 'pure-rooms-use-no-node',
      severity: 'error',
      comment: 'rules see no file, socket or clock; hj212 may use node:crypto for SM4',
      from: { path: '^src/(kit|hj212|domain)/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'contract-knows-only-zod',
      severity: 'error',
      from: { path: '^src/contract/', pathNot: '\\.test\\.ts$' },
      to: { path: 'node_modules/|^node:', pathNot: 'node_modules/zod/' },
    },
    {
      name: 'server-features-apart',
      severity: 'error',
      comment:
        'a feature that needs another writes its own query, and moves its cases by the commands of procedures; what acts on another stands in server/reactions.ts',
      from: { path: '^src/server/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/server/([^/]+)/', pathNot: '^src/server/($1|http|access|procedures)/' },
    },
    {
      name: 'web-features-apart',
      severity: 'error',
      from: { path: '^src/web/staff/([^/]+)/' },
      to: { path: '^src/web/staff/([^/]+)/', pathNot: '^src/web/staff/($1|shell)/' },
    },
    {
      name: 'web-tools-know-no-feature',
      severity: 'error',
      from: { path: '^src/web/(ui|map|chart)/' },
      to: { path: '^src/web/staff/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-barrels',
      severity: 'error',
      comment: 'an index file ties knots in the import graph',
      from: { path: '^src/' },
      to: { path: '^src/.*/index\\.tsx?$' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '(\\.test\\.tsx?|\\.d\\.ts|tsconfig\\.json|vite\\.config\\.ts)$' },
      to: {},
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: {
        couldNotResolve: true,
        pathNot: '^(vitest/node|vite|@vitejs/|aedes$|@redocly/openapi-core$|@nats-io/jetstream$)',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.build|data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
