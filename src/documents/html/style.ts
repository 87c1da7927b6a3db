/** How the page looks on a screen and on paper. One text, in the page itself: no other file is asked for. */
/** The font that the page brings along; where it does not, those of the reader follow. */
export const FAMILY = 'Pack Sans';

export const STYLE = `
:root { --ink: #1c2024; --soft: #60646c; --line: #d9d9e0; --band: #f6f6f8; --link: #0b5cad; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #fff; line-height: 1.5;
  font: 15px/1.5 "${FAMILY}", system-ui, "Noto Sans", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
body > header, nav, main, footer { max-width: 1180px; margin: 0 auto; padding: 0 1.5rem; }
body > header { padding-top: 2rem; }
h1 { font-size: 1.7rem; margin: 0 0 .25rem; }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .75rem; padding-bottom: .35rem; border-bottom: 2px solid var(--ink); }
h3 { font-size: 1.02rem; margin: 1.6rem 0 .5rem; }
p { margin: .5rem 0; max-width: 52rem; }
p.note, header p, footer { color: var(--soft); }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
nav ol { columns: 3 16rem; padding-left: 1.4rem; margin: 1rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.5rem; margin: .75rem 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.wide { overflow-x: auto; margin: .5rem 0 1rem; }
table { border-collapse: collapse; font-size: .86rem; line-height: 1.4; min-width: 100%; }
caption { text-align: left; font-weight: 600; padding: .35rem 0; }
th, td { text-align: left; vertical-align: top; padding: .32rem .55rem; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; border-bottom: 1px solid var(--soft); }
td { overflow-wrap: break-word; max-width: 26rem; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.s { white-space: nowrap; }
.d { font-size: .8rem; overflow-wrap: anywhere; }
.none { color: var(--soft); }
ol.records { list-style: none; padding: 0; margin: .75rem 0; }
ol.records > li { display: grid; grid-template-columns: 3.2rem 1fr; gap: 0 .75rem; padding: .5rem 0; border-bottom: 1px solid var(--line); }
ol.records > li:target, tr:target { background: #fff7d6; }
.no { color: var(--soft); text-align: right; font-variant-numeric: tabular-nums; }
.meta { color: var(--soft); font-size: .84rem; }
.meta span + span::before { content: " · "; }
.said { overflow-wrap: anywhere; }
.said + .said { color: var(--soft); }
footer { padding-top: 2rem; padding-bottom: 2rem; font-size: .84rem; }
@media print {
  @page { size: A4 landscape; margin: 14mm; }
  body { font-size: 10pt; }
  body > header, nav, main, footer { max-width: none; padding-left: 0; padding-right: 0; }
  h2 { break-before: page; }
  h2, h3, caption { break-after: avoid; }
  tr, ol.records > li { break-inside: avoid; }
  thead { display: table-header-group; }
  .wide { overflow: visible; }
  table { font-size: 8pt; }
  a { color: inherit; }
}
`;
