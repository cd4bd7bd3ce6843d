/** How a page of a report looks: light or dark as the reader's system is, on a wide screen, a phone and paper. */
export const style = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f6f7f9, #0f1419);
  --sheet: light-dark(#ffffff, #171d24);
  --ink: light-dark(#16202b, #e6ebf0);
  --soft: light-dark(#55626f, #a3b0bd);
  --line: light-dark(#d9dee4, #2c353f);
  --link: light-dark(#0b5cad, #7db8f5);
  --fail: light-dark(#c62f3b, #f2737c);
  --unknown: light-dark(#8a5300, #e2a33c);
  --waived: light-dark(#7352b5, #b39af0);
  --not_evaluated: light-dark(#5c7089, #8fa3bb);
  --pass: light-dark(#1a8060, #45b48c);
  --track: light-dark(#e8ebef, #232b34);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 0 clamp(1rem, 4vw, 3rem) 3rem; max-width: 82rem; background: var(--ground); color: var(--ink); overflow-wrap: break-word; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--sheet); padding: .5rem 1rem; z-index: 2; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }

header { display: flex; flex-wrap: wrap; gap: 1.5rem 3rem; justify-content: space-between; align-items: center; padding: 2.25rem 0 1.5rem; }
.about { flex: 1 1 22rem; }
.brand { margin: 0; color: var(--soft); font-weight: 600; letter-spacing: .02em; }
h1 { font-size: clamp(1.6rem, 4vw, 2.3rem); line-height: 1.15; margin: .15rem 0 .35rem; letter-spacing: -.015em; }
h2 { font-size: 1.35rem; line-height: 1.25; margin: 0 0 .6rem; letter-spacing: -.01em; }
h3 { font-size: 1.02rem; line-height: 1.4; margin: 1.4rem 0 .35rem; }
.when, .note { color: var(--soft); margin: 0 0 1rem; max-width: 75ch; }
.tiles { display: flex; flex-wrap: wrap; gap: .6rem; margin: 1.1rem 0 0; }
.tile { display: flex; flex-direction: column-reverse; min-width: 6.4rem; padding: .55rem .9rem .6rem; background: var(--sheet); border: 1px solid var(--line); border-top: 3px solid var(--c); border-radius: 6px; }
.tile dt { color: var(--soft); font-size: .85rem; }
.tile dd { margin: 0; font-size: 1.7rem; line-height: 1.15; font-weight: 650; font-variant-numeric: tabular-nums; }
.score { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.5rem; }
.ring { width: 11rem; height: 11rem; }
.ring .track { fill: none; stroke: var(--track); stroke-width: 24; }
.ring text { text-anchor: middle; fill: var(--ink); }
.ring .figure { font-size: 58px; font-weight: 680; letter-spacing: -.03em; }
.ring .unit { font-size: 16px; fill: var(--soft); }
.fail { --c: var(--fail); } .unknown { --c: var(--unknown); } .waived { --c: var(--waived); } .not_evaluated { --c: var(--not_evaluated); } .pass { --c: var(--pass); }
svg .fail, svg .unknown, svg .waived, svg .not_evaluated, svg .pass { fill: var(--c); }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .1rem 1rem; margin: 0 0 .5rem; padding: 0; color: var(--soft); font-size: .85rem; }
.score .legend { flex-direction: column; }
.swatch { display: inline-block; width: .75rem; height: .75rem; border-radius: 3px; background: var(--c); margin-right: .4rem; }

nav { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 0 1.4rem; padding: .55rem 0; background: var(--ground); border-bottom: 1px solid var(--line); font-size: .95rem; }
nav a { text-decoration: none; font-weight: 550; padding: .15rem 0; }
nav a:hover { text-decoration: underline; }
section { margin-top: 2.25rem; scroll-margin-top: 3.5rem; }
.notes { background: var(--sheet); border: 1px solid var(--line); border-left: 4px solid var(--unknown); border-radius: 6px; padding: 1rem 1.25rem; }
.notes h2 { font-size: 1.05rem; margin-bottom: .3rem; }
.calm { font-size: 1.05rem; }

.card { background: var(--sheet); border: 1px solid var(--line); border-left: 4px solid var(--grave, var(--line)); border-radius: 6px; padding: .9rem 1.25rem 1rem; margin: 0 0 .9rem; break-inside: avoid-page; }
.card h3 { margin: 0 0 .35rem; font-size: 1.08rem; }
.card p { margin: .3rem 0 .6rem; max-width: 80ch; }
.card .id, .place { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .88em; }
.place { color: var(--soft); overflow-wrap: anywhere; }
.card.critical, .severity.critical { --grave: light-dark(#9c1430, #ff8f96); }
.card.high, .severity.high { --grave: light-dark(#c43a1d, #f59372); }
.card.medium, .severity.medium { --grave: light-dark(#8f5d00, #dfae4c); }
.card.low, .severity.low { --grave: light-dark(#4f6478, #9fb3c8); }
.severity, .badge { display: inline-block; font-size: .78rem; font-weight: 650; padding: .05rem .5rem; border-radius: 99px; border: 1px solid currentColor; white-space: nowrap; }
.severity { color: var(--grave); margin-right: .35rem; }
.badge { color: var(--c, var(--soft)); }
.fix strong { margin-right: .35rem; }
summary { cursor: pointer; color: var(--soft); font-size: .93rem; width: fit-content; }
.things, .frameworks { margin: .35rem 0 0; padding-left: 1.15rem; }
.things li { margin: .3rem 0; max-width: 95ch; }
.frameworks { font-size: .9rem; color: var(--soft); }

.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 0 2.5rem; align-items: start; }
table { border-collapse: collapse; width: 100%; margin: .8rem 0 1.2rem; font-size: .92rem; }
caption { text-align: left; font-weight: 650; padding: .3rem 0; }
th { text-align: left; font-weight: 550; vertical-align: top; }
thead th { color: var(--soft); font-size: .84rem; border-bottom: 1px solid var(--line); padding: .3rem .8rem .3rem 0; }
td, tbody th { border-bottom: 1px solid var(--line); padding: .4rem .8rem .4rem 0; vertical-align: top; }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; padding-left: .8rem; padding-right: 0; }
.scores tbody .number { font-weight: 650; }
.scores tbody th { width: 36%; }
.bar { display: block; width: 100%; height: .8rem; margin-top: .35rem; border-radius: 3px; }
.told { display: block; color: var(--soft); font-size: .82rem; margin-top: .15rem; }
.histogram { width: 100%; max-width: 44rem; height: auto; }
.histogram .column { fill: var(--link); }
.histogram text { fill: var(--ink); text-anchor: middle; font-size: 12px; }
.histogram .axis { fill: var(--soft); font-size: 11px; }

#filter { display: flex; flex-wrap: wrap; gap: .6rem 1rem; align-items: end; padding: .9rem 1.1rem; background: var(--sheet); border: 1px solid var(--line); border-radius: 6px; }
#filter[hidden] { display: none; }
#filter label { display: grid; gap: .15rem; font-size: .84rem; color: var(--soft); }
#filter input, #filter select, #filter button { font: inherit; font-size: .95rem; color: var(--ink); background: var(--ground); border: 1px solid light-dark(#8a96a3, #66737f); border-radius: 5px; padding: .35rem .6rem; max-width: 100%; }
#filter input { width: 16rem; }
#filter select { max-width: 17rem; }
#filter button { cursor: pointer; }
#shown { color: var(--soft); font-size: .9rem; padding-bottom: .4rem; }
#findings .long { min-width: 18rem; overflow-wrap: anywhere; }
#findings td { font-variant-numeric: tabular-nums; }
#findings td:last-child { white-space: nowrap; padding-right: 0; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .88rem; }

@media (max-width: 46rem) {
  header { padding-top: 1.4rem; }
  .tiles { display: grid; grid-template-columns: 1fr 1fr; }
  .tile { min-width: 0; }
  .ring { width: 8.5rem; height: 8.5rem; }
  .card { padding: .8rem .95rem; }
  #filter label, #filter input, #filter select { width: 100%; max-width: none; }
  .scores thead, #findings thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .scores tr { display: grid; grid-template-columns: 1fr auto; padding: .5rem 0; border-bottom: 1px solid var(--line); }
  .scores tbody th, .scores td { border: 0; padding: 0; width: auto; }
  .scores .plot { grid-column: 1 / -1; grid-row: 2; }
  #findings tr { display: grid; grid-template-columns: auto auto 1fr; gap: .15rem .6rem; align-items: baseline; padding: .7rem 0; border-bottom: 1px solid var(--line); }
  #findings tr[hidden] { display: none; }
  #findings td { border: 0; padding: 0; }
  #findings td.long { grid-column: 1 / -1; min-width: 0; }
  #findings td:nth-child(5), #findings td:nth-child(6) { color: var(--soft); font-size: .86rem; }
}
@media print {
  :root { color-scheme: light; font-size: 10pt; --ground: #fff; }
  body { padding: 0; max-width: none; }
  nav, #filter, .skip { display: none; }
  section { margin-top: 1.2rem; }
  .tile, .card, .notes { background: none; }
  svg, .swatch, .tile { print-color-adjust: exact; }
  tr, .card h3 { break-inside: avoid; }
  thead { display: table-header-group; }
  h2, h3 { break-after: avoid; }
  details:not([open])::details-content { content-visibility: visible; height: auto; }
}
`;
