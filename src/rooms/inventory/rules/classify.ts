// The class of a device from what its record says, and with it harm, sharing and who patches it.
import type { Reason } from '../../../kernel/reason.ts';
import { shown, spaced } from '../../../kernel/sheet-text.ts';
import type { Classification, DeviceClass, DeviceFields } from '../model.ts';
import { families } from './class-families.ts';
import { classTable } from './class-table.ts';
import { type ClassRule, kinds } from './class-words.ts';

const source = 'device class rules of this product';
const general: ReadonlySet<DeviceClass> = new Set([
  'server',
  'workstation',
  'mobile_device',
  'network_equipment',
  'other',
]);

type Hit = { deviceClass: DeviceClass; words: string; from: string };

/** The first rule whose words are in the text, and not already in the maker's name: `Alaris Medical` makes cabinets too. */
function firstHit(rules: readonly ClassRule[], text: string, from: string, maker = ''): Hit | null {
  const words = spaced(text.slice(0, 400));
  const makerWords = spaced(maker.slice(0, 200));
  for (const { deviceClass, words: pattern } of rules) {
    const found = pattern.exec(words)?.[0].trim();
    if (found !== undefined && !(maker !== '' && pattern.test(makerWords)))
      return { deviceClass, words: found, from };
  }
  return null;
}

/** The class as a person says it: `imaging_ct` is "imaging ct". */
const say = (deviceClass: DeviceClass): string => deviceClass.replaceAll('_', ' ');

/**
 * Classifies by product name in model and description first (a name is hardest to mistake), then by the plain words
 * of category, description and model. `other` when nothing tells; every answer says which words led to it.
 */
export function classify(
  fields: Pick<DeviceFields, 'category' | 'description' | 'model' | 'manufacturer'>,
): Classification {
  const { category = '', description = '', model = '', manufacturer = '' } = fields;
  const hits = [
    firstHit(families, model, 'model'),
    firstHit(families, `${manufacturer} ${model}`, 'model', manufacturer),
    firstHit(families, description, 'description'),
    firstHit(kinds, category, 'category'),
    firstHit(kinds, description, 'description'),
    firstHit(kinds, model, 'model'),
  ].filter((hit) => hit !== null);
  const hit = hits.find((one) => !general.has(one.deviceClass)) ?? hits[0];
  const deviceClass = hit?.deviceClass ?? 'other';
  const { why, ...facts } = classTable[deviceClass];
  const reasons: Reason[] = [
    hit
      ? { what: `"${hit.words}" in the ${hit.from} means ${say(deviceClass)}`, source }
      : {
          what: `nothing in category, description or model (${shown(`${category} ${description} ${model}`.trim()) || 'all blank'}) tells the class`,
          source,
        },
    { what: `harm ${facts.harm}: ${why}`, source },
  ];
  const other = hits.find((one) => one.deviceClass !== deviceClass && !general.has(one.deviceClass));
  const serves =
    facts.runsOn !== 'gateway' &&
    / servers? /.test(spaced(`${model} ${description} ${category}`.slice(0, 600)));
  if (serves && facts.runsOn !== 'server')
    reasons.push({ what: 'it is called a server, so IT patches it', source });
  if (other)
    reasons.push({
      what: `but "${other.words}" in the ${other.from} would mean ${say(other.deviceClass)}`,
      source,
    });
  return serves
    ? { deviceClass, ...facts, runsOn: 'server', shared: 'shared_system', reasons }
    : { deviceClass, ...facts, reasons };
}

/** `classify` that remembers, for long lists in which the same words come again and again. */
export function classifier(): typeof classify {
  const known = new Map<string, Classification>();
  return (fields) => {
    const key = [fields.manufacturer, fields.model, fields.category, fields.description].join('\u0000');
    const found = known.get(key) ?? classify(fields);
    if (known.size < 20_000) known.set(key, found);
    return found;
  };
}
