import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DeviceClass } from '../model.ts';
import { classTable } from './class-table.ts';
import { classify } from './classify.ts';

describe('a device is classified', () => {
  it.each([
    [{ description: 'PUMP, INFUSION, GENERAL PURPOSE' }, 'infusion_pump'],
    [{ description: 'Pump syringe' }, 'syringe_pump'],
    [{ description: 'PUMP, ENTERAL FEEDING' }, 'feeding_pump'],
    [{ description: 'Infusion pump server' }, 'pump_server'],
    [{ model: 'Alaris Systems Manager' }, 'pump_server'],
    [{ manufacturer: 'BD', model: 'Alaris 8015' }, 'infusion_pump'],
    [{ model: 'Alaris Gateway Workstation' }, 'integration_gateway'],
    [{ model: 'Medfusion 4000' }, 'syringe_pump'],
    [{ model: 'IntelliVue MX800' }, 'patient_monitor'],
    [{ model: 'IntelliVue Information Center iX' }, 'central_station'],
    [{ model: 'IntelliVue MX40' }, 'telemetry'],
    [{ description: 'MONITOR, FETAL' }, 'fetal_monitor'],
    [{ description: 'Defibrillator/Monitor' }, 'defibrillator'],
    [{ description: 'Anesthesia workstation' }, 'anesthesia_machine'],
    [{ description: 'Analyzer, Blood Gas' }, 'point_of_care_analyzer'],
    [{ description: 'Computed Tomography Scanner' }, 'imaging_ct'],
    [{ description: 'CT injector' }, 'contrast_injector'],
    [{ description: 'PACS workstation' }, 'imaging_workstation'],
    [{ description: 'Refrigerator, Blood Bank' }, 'building_system'],
    [{ description: 'Computer monitor' }, 'workstation'],
    [{ description: 'IV pump pole' }, 'other'],
    [{ description: 'Laser printer' }, 'printer'],
    [{ category: 'Ventilator', description: 'Evita' }, 'ventilator'],
    [{ model: 'BD Pyxis MedStation ES' }, 'medication_cabinet'],
    [{ model: 'BD Pyxis SupplyStation' }, 'pharmacy_automation'],
    [{ description: 'Thermometer' }, 'other'],
    [{}, 'other'],
  ] as const)('%j as %s', (fields, deviceClass) => expect(classify(fields).deviceClass).toBe(deviceClass));

  it('with the words that led there, the harm and its reason', () =>
    expect(classify({ category: 'Pump, Infusion' })).toEqual({
      deviceClass: 'infusion_pump',
      harm: 'critical',
      lifeSupport: false,
      shared: 'single_patient',
      runsOn: 'device',
      reasons: [
        {
          what: '"pump infusion" in the category means infusion pump',
          source: 'device class rules of this product',
        },
        {
          what: 'harm critical: a wrong rate of a potent drug can be life-threatening',
          source: 'device class rules of this product',
        },
      ],
    }));
  it('a server of any kind is patched by IT and shared', () =>
    expect(classify({ model: 'ApexPro Telemetry Server' })).toMatchObject({
      deviceClass: 'telemetry',
      runsOn: 'server',
      shared: 'shared_system',
    }));
  it('with what speaks against it', () =>
    expect(classify({ model: 'IntelliVue MX800', category: 'Ventilator' }).reasons.at(-1)?.what).toBe(
      'but "ventilator" in the category would mean ventilator',
    ));
  it('life support is the worst harm, and every class has its facts', () => {
    for (const deviceClass of DeviceClass.options)
      if (classTable[deviceClass].lifeSupport) expect(classTable[deviceClass].harm).toBe('catastrophic');
  });
});

const advisories = '../shared/data/csaf/icsma';
const names = (tree: unknown): string[] => {
  if (Array.isArray(tree)) return tree.flatMap(names);
  if (typeof tree !== 'object' || tree === null) return [];
  const own =
    'category' in tree && tree.category === 'product_name' && 'name' in tree && typeof tree.name === 'string'
      ? [tree.name]
      : [];
  return [...own, ...Object.values(tree).flatMap(names)];
};
if (!existsSync(advisories))
  console.warn('SKIPPED: ../shared/data is missing; product names of real advisories were not classified.');
it.skipIf(!existsSync(advisories))('nine in ten products of real medical advisories get a class', () => {
  const all = [
    ...new Set(
      readdirSync(advisories)
        .filter((f) => f.endsWith('.json'))
        .flatMap((f) =>
          names(
            (JSON.parse(readFileSync(`${advisories}/${f}`, 'utf8')) as { product_tree?: unknown })
              .product_tree,
          ),
        ),
    ),
  ];
  const unknown = all.filter((model) => classify({ model }).deviceClass === 'other');
  expect(all.length).toBeGreaterThan(300);
  expect(unknown.length / all.length).toBeLessThan(0.1);
});
