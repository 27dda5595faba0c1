import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue/index.ts';
import { demoPeople, demoTeams, emailOf } from './people.ts';
import { hospitalSites, siteWards } from './places.ts';
import { absences, dayAfter, onCallTurns, staffingLines } from './staffing.ts';
import { today } from './testing.ts';

const addresses = new Set(demoPeople.map((person) => person.email));
const teams = new Set(demoTeams.map((team) => team.name));
const lines = staffingLines(today);
const isSystemWide = (line: (typeof lines)[number]) =>
  [line.site, line.ward, line.department, line.deviceClass, line.manufacturer, line.activity].every(
    (cell) => cell === '',
  );

describe('the people of the demonstration hospital', () => {
  it('are some sixty-odd, each with an address and a telephone number of their own', () => {
    expect(demoPeople.length).toBeGreaterThanOrEqual(60);
    expect(demoPeople.length).toBeLessThanOrEqual(75);
    expect(addresses.size).toBe(demoPeople.length);
    expect(new Set(demoPeople.map((person) => person.phone)).size).toBe(demoPeople.length);
  });
  it('have addresses that can never reach anybody', () => {
    for (const person of demoPeople) expect(person.email).toMatch(/^[a-z.-]+@[a-z-]+\.example$/);
    expect(emailOf("Jack O'Connell")).toBe('jack.oconnell@threerivers.example');
  });
  it('are on teams whose lead is a member', () => {
    for (const team of demoTeams) {
      expect(team.members).toContain(team.lead);
      for (const member of team.members) expect(addresses).toContain(member);
    }
  });
});

describe('staffing', () => {
  it.each(['CI', 'SE', 'NE', 'IT', 'HD', 'BM', 'CE', 'CL', 'PR', 'VM', 'PV', 'EX'])(
    '%s is held for the whole system, with a deputy who is somebody else',
    (role) => {
      const line = lines.find((one) => one.role === role && isSystemWide(one));
      expect(line?.deputy).toMatch(/@threerivers\.example$/);
      expect(line?.deputy).not.toBe(line?.holder);
    },
  );
  it.each(['MD', 'TP', 'MR'])('%s is held for the whole system by somebody from outside', (role) => {
    expect(lines.some((one) => one.role === role && isSystemWide(one))).toBe(true);
  });
  it.each(['BM', 'CL', 'CE'])(
    '%s is held narrower than the whole system at Lakeside and Riverside',
    (role) => {
      for (const site of ['LMC', 'RCH'])
        expect(lines.some((one) => one.role === role && one.site === site)).toBe(true);
    },
  );
  it('names only people, teams, sites, departments, wards and makers that exist', () => {
    const wards = hospitalSites(3).flatMap(siteWards);
    for (const line of lines) {
      expect(addresses.has(line.holder) || teams.has(line.holder)).toBe(true);
      if (line.deputy !== '') expect(addresses).toContain(line.deputy);
      const here = wards.filter((ward) => line.site === '' || ward.site === line.site);
      expect(here.length).toBeGreaterThan(0);
      if (line.ward !== '') expect(here.map((ward) => ward.code)).toContain(line.ward);
      if (line.department !== '') expect(here.map((ward) => ward.department)).toContain(line.department);
      if (line.manufacturer !== '')
        expect(catalogue.map((model) => model.maker)).toContain(line.manufacturer);
    }
  });
  it('gives no two lines the same scope, so that the narrowest is always one', () => {
    const scopes = lines.map((line) =>
      [
        line.role,
        line.site,
        line.ward,
        line.department,
        line.deviceClass,
        line.manufacturer,
        line.activity,
      ].join('|'),
    );
    expect(new Set(scopes).size).toBe(scopes.length);
  });
});

describe('absences and rotas', () => {
  it('everybody away has a deputy who is there at that time', () => {
    const away = absences(today);
    for (const one of away) {
      expect(addresses).toContain(one.deputy);
      const clash = away.filter(
        (other) => other.person === one.deputy && other.from <= one.to && other.to >= one.from,
      );
      expect(clash).toEqual([]);
    }
  });
  it('the director of HTM is away today', () => {
    const marcus = absences(today).find((one) => one.person === emailOf('Marcus Bell'));
    expect(marcus && marcus.from < today && marcus.to > today).toBe(true);
  });
  it('somebody is on call on every day around today, one person a rota', () => {
    const turns = onCallTurns(today);
    for (const rota of new Set(turns.map((turn) => turn.rota)))
      for (let days = -28; days < 50; days += 1) {
        const day = dayAfter(today, days);
        const on = turns.filter((turn) => turn.rota === rota && turn.from <= day && day < turn.to);
        expect(`${rota} ${day} ${on.length}`).toBe(`${rota} ${day} 1`);
      }
  });
});
