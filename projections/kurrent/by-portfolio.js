// quittance-by-portfolio, version 1: the course of one portfolio's cases, from opening to closing.
//
// Makes    quittance_by_portfolio_1-<id of the portfolio>, where its own stream is portfolio-<id>. Links only.
// Reads    PortfolioCreated; CaseOpened, whose data.portfolio names the portfolio of the case; and of the same case's
//          stream, from then on: DebtRegistered, CaseAssigned, AccountPlaced, AccountRecalled, ChargedOff, CaseClosed,
//          CaseReopened. Contacts and payments are left out: links to all facts would double the server's data.
// Privacy  the id is an HMAC and stands in stream names already; any other value makes no stream.
// Worth    links are conveniences: late after a restart of the server, and a portfolio's totals are not to be counted
//          from them (docs/adr/0025). A change of this script is a new version with streams of its own.

// The letters before the names of a ledger's streams, which `quittance store setup` fills in.
var PREFIX = '';
var LINKS = PREFIX + 'quittance_by_portfolio_1-';
var PORTFOLIO = /^portfolio-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function link(portfolio, e) {
  if (typeof portfolio !== 'string' || !PORTFOLIO.test(portfolio)) return;
  linkTo(LINKS + portfolio.slice(10), e, { quittance: 'by-portfolio@1' });
}

function created(state, e) {
  if (e.streamId.indexOf(PREFIX + 'portfolio-') === 0) link(e.streamId.slice(PREFIX.length), e);
  return state;
}

function opened(state, e) {
  if (e.streamId.indexOf(PREFIX + 'case-') !== 0 || !e.data || !e.data.data) return state;
  state.portfolio = e.data.data.portfolio;
  link(state.portfolio, e);
  return state;
}

function goesOn(state, e) {
  if (e.streamId.indexOf(PREFIX + 'case-') === 0) link(state.portfolio, e);
  return state;
}

fromAll()
  .foreachStream()
  .when({
    $init: function () {
      return {};
    },
    PortfolioCreated: created,
    CaseOpened: opened,
    DebtRegistered: goesOn,
    CaseAssigned: goesOn,
    AccountPlaced: goesOn,
    AccountRecalled: goesOn,
    ChargedOff: goesOn,
    CaseClosed: goesOn,
    CaseReopened: goesOn,
  });
