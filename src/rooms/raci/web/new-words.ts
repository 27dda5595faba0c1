// Every word of making a draft and of reading a file.
const many = (count: string, one: string, more: string) => (count === '1' ? `1 ${one}` : `${count} ${more}`);

export const words = {
  title: 'New draft',
  lead: 'A draft is where the next version is made. The matrix in force stays as it is until a second person has signed.',
  back: 'All versions',
  from: { label: 'Begin with', template: 'A template', version: 'A version', file: 'A file' },
  version: {
    label: 'Version or draft',
    note: 'The draft begins as a copy of it.',
    make: 'Make the draft',
    loading: 'the versions',
    name: (number: number | null, title: string, state: string) =>
      `${number === null ? title : `v${number}: ${title}`} (${state.toLowerCase()})`,
  },
  template: {
    note: 'Templates come with Wardline. They are a beginning, to be made your own; the draft shows what would change against the matrix in force.',
    size: (activities: string, roles: string) => `${activities} activities, ${roles} roles`,
    faults: (faults: string) => `the lint finds ${many(faults, 'fault', 'faults')} in it`,
    source: (source: string) => `Source: ${source}`,
    use: 'Use this one',
    loading: 'the templates',
  },
  file: {
    drop: 'Drop the matrix here',
    hint: 'YAML, CSV or XLSX up to 8 MB: activities down and roles across with cells like A/R, or a SharePoint list. Nothing is made before you have seen how it was read.',
    reading: 'Reading the file again …',
    read: (its: { file: string; rows: string; roles: string; cells: string }) =>
      `${its.file}: ${many(its.rows, 'activity', 'activities')}, ${many(its.roles, 'role', 'roles')}, ${many(its.cells, 'cell with letters', 'cells with letters')}`,
    format: (format: string) => `Read as ${format}`,
    sheetIs: (sheet: string) => `sheet ${sheet}`,
    shapes: {
      matrix: 'activities down, roles across',
      list: 'a list with a column for each letter',
      pairs: 'a list with a line for each letter',
    },
    sheet: 'Sheet',
    sheetName: (sheet: string, entries: string, isHidden: boolean) =>
      `${sheet}: ${entries === '0' ? 'no matrix seen' : many(entries, 'cell with letters', 'cells with letters')}${isHidden ? ', hidden' : ''}`,
    make: 'Make the draft',
    other: 'Another file',
    notFit:
      'No draft can be made of it yet. Mend what is wrong in the file and send it again, or say below what a name is.',
    fit: 'A draft can be made of it. It is not in force before two people have signed.',
    errors: (count: string) => many(count, 'thing is wrong', 'things are wrong'),
    leftOut: (count: string) => `${many(count, 'thing is', 'things are')} left out`,
    notes: (count: string) => `How ${many(count, 'thing was', 'things were')} read`,
    whole: 'the file',
    more: (count: string) => `And ${count} more of the same kind.`,
    names: 'What the names mean',
    namesNote: 'A name that is only like one of ours stays new until you say that it is the same.',
    roles: 'Roles',
    activities: 'Activities',
    chooses: (name: string) => `What ${name} is`,
    asNew: 'Keep as new',
    leave: 'Leave out',
    agree: (name: string) => `It is ${name}`,
    agreeAll: (count: string) => `Take ${many(count, 'likeness', 'likenesses')} as the same`,
    known: (count: string) => `${many(count, 'name is', 'names are')} known as ours`,
    allKnown: 'Every name is known as one of ours.',
    preview: 'The matrix as it was read',
    previewNote: 'Letters as they stand in the file. A question mark: cannot be read.',
    activity: 'Activity',
    none: 'no part',
  },
  exports: {
    label: 'This matrix as a file',
    yaml: 'YAML',
    csv: 'CSV',
    xlsx: 'XLSX',
  },
} as const;
