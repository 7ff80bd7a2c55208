import type { Programme, Week } from '../../src/programme/wire'

const TITLES = [
  'Ziel',
  'Positionierung',
  'Redaktionsplan',
  'Prozesse und Freigabe',
  'Community-Arbeit',
  'Halbzeit und Netzwerk',
  'Kolleginnen und Kollegen einbinden',
  'Grafik',
  'Serien',
  'Video und Podcast',
  'Krise und Recht',
  'Das Konzept vorstellen',
]
const NAME = { id: 'public-communication', version: 1, title: 'Öffentlich kommunizieren' }

/** A programme as the server tells it. */
export const PROGRAMME: Programme = {
  ...NAME,
  weeks: TITLES.map((title, at) => ({
    number: at + 1,
    title,
    goal: 'Alle haben einen Plan für vier Wochen, der auch dann hält, wenn etwas dazwischenkommt.',
  })),
}

/** One of its weeks, with one part of each kind that looks different. */
export function programmeWeek(number: number): Week | undefined {
  const known = PROGRAMME.weeks[number - 1]
  return (
    known && {
      ...known,
      programme: { ...NAME, weeks: PROGRAMME.weeks.length },
      introduction:
        '<p>Die Frage „Was kommt heute?“ kostet jeden Tag Kraft. Ein Plan stellt sie einmal in der Woche.</p>',
      steps: [
        { type: 'arrive', title: 'Ankommen', minutes: 5, text: 'Legt euren Kalender neben euch.' },
        { type: 'round', title: 'Check-in', minutes: 20, text: 'Wie ist euer letzter Beitrag entstanden?' },
        { type: 'write', title: 'Anlässe sammeln', minutes: 20, text: 'Schreib alle Anlässe auf.', anonymous: true },
        { type: 'vote', title: 'Was planen wir gemeinsam?', minutes: 5, text: 'Gib deine Punkte.', votes: 3 },
        {
          type: 'case',
          title: 'Ein Plan, der nicht hält',
          minutes: 40,
          text: 'Eine Person erzählt, die anderen fragen.',
        },
      ],
      task:
        number < TITLES.length
          ? { title: 'Vier Wochen auf einem Blatt', minutes: 150, text: 'Fülle den Plan aus.' }
          : undefined,
      poster: [
        { id: 'rhythm', title: 'Unser Rhythmus', hint: 'Wie oft, an welchen Tagen?' },
        { id: 'topics', title: 'Feste Themen', hint: 'Drei bis fünf Themen, die jeden Monat vorkommen.' },
      ],
      materials: [
        {
          title: 'Redaktionsplan für vier Wochen',
          kind: 'template',
          html: '<table><thead><tr><th>Tag</th><th>Thema</th><th>Freigabe bis</th></tr></thead><tbody><tr><td data-label="Tag">Mo</td><td data-label="Thema"></td><td data-label="Freigabe bis"></td></tr></tbody></table>',
        },
        {
          title: 'Montagsrunde',
          kind: 'checklist',
          html: '<h4>Jeden Montag</h4>\n<ul><li><span class="tick"></span>Was war letzte Woche gut?</li><li><span class="tick"></span>Welche Fragen kamen?</li></ul>',
        },
      ],
    }
  )
}
