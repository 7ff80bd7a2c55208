/** The sixteen, by their words on the wire; proper names, the same in every language of ours. */
export const LANDS = [
  { value: 'bw', label: 'Baden-Württemberg' },
  { value: 'by', label: 'Bayern' },
  { value: 'be', label: 'Berlin' },
  { value: 'bb', label: 'Brandenburg' },
  { value: 'hb', label: 'Bremen' },
  { value: 'hh', label: 'Hamburg' },
  { value: 'he', label: 'Hessen' },
  { value: 'mv', label: 'Mecklenburg-Vorpommern' },
  { value: 'ni', label: 'Niedersachsen' },
  { value: 'nw', label: 'Nordrhein-Westfalen' },
  { value: 'rp', label: 'Rheinland-Pfalz' },
  { value: 'sl', label: 'Saarland' },
  { value: 'sn', label: 'Sachsen' },
  { value: 'st', label: 'Sachsen-Anhalt' },
  { value: 'sh', label: 'Schleswig-Holstein' },
  { value: 'th', label: 'Thüringen' },
] as const
export type Land = (typeof LANDS)[number]['value']
