// Events of the ledger about a device, as sentences.
const words: Readonly<Record<string, string>> = {
  status: 'Status',
  siteId: 'Site',
  manufacturer: 'Manufacturer',
  model: 'Model',
  softwareVersion: 'Software version',
  location: 'Location',
  serial: 'Serial number',
  tag: 'Asset tag',
  hostname: 'Hostname',
  criticality: 'Criticality',
  networked: 'On the network',
};

const isPair = (value: unknown): value is readonly [unknown, unknown] =>
  Array.isArray(value) && value.length === 2;
const text = (value: unknown): string =>
  value === null || value === undefined || value === ''
    ? 'unknown'
    : typeof value === 'string' || typeof value === 'number'
      ? String(value).replaceAll('_', ' ')
      : JSON.stringify(value);

/** What an event says of a device, in one sentence a person reads. `site` names a site by id. */
export function historySentence(
  verb: string,
  body: Readonly<Record<string, unknown>>,
  site: (id: number) => string,
): string {
  const say = (field: string, value: unknown) =>
    field === 'siteId' && typeof value === 'number' ? site(value) : text(value);
  const why = typeof body['reason'] === 'string' ? ` Reason: ${body['reason']}` : '';
  switch (verb) {
    case 'inventory.device_changed': {
      const changes = Object.entries(body['changes'] ?? {}).flatMap(([field, pair]) =>
        isPair(pair)
          ? [`${words[field] ?? field} changed from ${say(field, pair[0])} to ${say(field, pair[1])}.`]
          : [],
      );
      const by = body['importId'] === undefined ? '' : ` (import ${text(body['importId'])})`;
      return changes.length > 0
        ? `${changes.join(' ')}${by}`
        : `Its product or version is told apart more finely now.${by}`;
    }
    case 'inventory.device_corrected': {
      const field = text(body['field']);
      return `${words[field] ?? field} corrected by hand from ${text(body['before'])} to ${text(body['after'])}.${why}`;
    }
    case 'inventory.device_observed': {
      const seen = Object.entries(body['fields'] ?? {}).map(
        ([field, value]) => `${words[field] ?? field} seen as ${text(value)}.`,
      );
      return `${seen.join(' ')}${why}`.trim();
    }
    default:
      return `${verb.replace(/^\w+\./, '').replaceAll('_', ' ')}.${why}`;
  }
}
