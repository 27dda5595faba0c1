// The architecture as code: which floor, room and file may import which. See ARCHITECTURE.md.
const order = [
  'people',
  'inventory',
  'discovery',
  'intel',
  'network',
  'findings',
  'risk',
  'raci',
  'work',
  'notices',
  'plan',
  'incidents',
  'procurement',
  'programme',
  'metrics',
];
const doors = '/(index|model|contract|web/index)[.]tsx?$';
const pure = '^src/rooms/[^/]+/((model|rules|contract)([.]ts$|/)|(decode|engine|tables)/)';
const io =
  '^src/(platform|ui)/|^(fs|net|tls|http|https|dgram|child_process)(/|$)|node_modules/(kysely|pg|hono|graphile-worker|react)/';
const deny = (name, from, to) => ({ name, severity: 'error', from, to });
module.exports = {
  forbidden: [
    deny('no-cycles', {}, { circular: true }),
    deny('kernel-is-the-floor', { path: '^src/kernel/' }, { path: '^src/(?!kernel/)' }),
    deny('shelves-below-rooms', { path: '^src/(platform|ui)/' }, { path: '^src/(rooms|app)/' }),
    deny(
      'server-and-web-apart',
      { path: '^src/ui/|/web/' },
      { path: '^src/platform/|/(store|service|routes|jobs)[.]ts$|^src/rooms/[^/]+/index[.]ts$' },
    ),
    deny('app-is-the-roof', { pathNot: '^src/app/' }, { path: '^src/app/' }),
    deny('pure-stays-pure', { path: pure }, { path: `${io}|/(store|service|routes|jobs|index)[.]tsx?$` }),
    deny(
      'by-the-door',
      { path: '^src/rooms/([^/]+)/' },
      { path: '^src/rooms/', pathNot: ['^src/rooms/$1/', doors] },
    ),
    deny('by-the-door-from-app', { path: '^src/app/' }, { path: '^src/rooms/', pathNot: doors }),
    deny(
      'passive-means-passive',
      { path: '^src/rooms/discovery/' },
      { path: '^(net|tls|dgram|http|https|child_process)$' },
    ),
    deny('every-room-in-order', { path: '^src/rooms/', pathNot: `^src/rooms/(${order.join('|')})/` }, {}),
    ...order.map((room, i) =>
      deny(
        `${room}-looks-back-only`,
        { path: `^src/rooms/${room}/` },
        { path: '^src/rooms/', pathNot: `^src/rooms/(${order.slice(0, i + 1).join('|')})/` },
      ),
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.server.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '[.]test[.]tsx?$|/testing([.]ts|/)' },
  },
};
