// quittance-by-party, version 1: what was done to and with one person or organisation, over all its cases.
//
// Makes    quittance_by_party_1-<id of the party>, where the party's own stream is party-<id>. Links only.
// Reads    facts that name a party in data.party, in any of its cases' streams: PartyLinked, ContactAttempted,
//          MessageSent, MessageReceived, NoticeIssued, VisitConducted, DataShared, AgencyNotified;
//          and of the party's own stream: PartyRegistered, CaseLinked, ContactPermitted, ContactBlocked.
// Privacy  the id is an HMAC and stands in stream names already; any other value makes no stream. Names, numbers and
//          words are sealed beside the body, where no script can read them.
// Worth    links are conveniences: late after a restart of the server, absent for what was named otherwise, no source
//          of a figure (docs/adr/0025). A change of this script is a new version with streams of its own.

// The letters before the names of a ledger's streams, which `quittance store setup` fills in.
var PREFIX = '';
var LINKS = PREFIX + 'quittance_by_party_1-';
var PARTY = /^party-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function inLedger(e, category) {
  return e.streamId.indexOf(PREFIX + category + '-') === 0;
}

function link(party, e) {
  if (typeof party === 'string' && PARTY.test(party)) linkTo(LINKS + party.slice(6), e, { quittance: 'by-party@1' });
}

function named(state, e) {
  if (inLedger(e, 'case') && e.data && e.data.data) link(e.data.data.party, e);
}

function own(state, e) {
  if (inLedger(e, 'party')) link(e.streamId.slice(PREFIX.length), e);
}

fromAll().when({
  PartyLinked: named,
  ContactAttempted: named,
  MessageSent: named,
  MessageReceived: named,
  NoticeIssued: named,
  VisitConducted: named,
  DataShared: named,
  AgencyNotified: named,
  PartyRegistered: own,
  CaseLinked: own,
  ContactPermitted: own,
  ContactBlocked: own,
});
