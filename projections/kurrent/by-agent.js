// quittance-by-agent, version 1: what one collector was given to do, and did.
//
// Makes    quittance_by_agent_1-<code of the agent>, e.g. quittance_by_agent_1-staff-042. Links only.
// Reads    data.staff of ContactAttempted, MessageSent, MessageReceived, NoticeIssued, VisitConducted,
//          ConductRuleBreached, AbuseReported, ContactPermitted, ContactBlocked; data.assignee of CaseAssigned,
//          TaskRequested, CallbackScheduled; data.from and data.to of CaseHandedOver.
// Privacy  these fields are references in the clear, and somebody may have written a name or an address into one. Only a
//          code becomes a stream name: few letters, then at most six digits (staff-042, AGENT-S01, A17), or the id of a
//          staff stream.
//          Who recorded a fact (by, obo) is not used: it may be the name of an operating-system user.
// Worth    links are conveniences: late after a restart of the server, absent for other codes, no source of a figure,
//          least of all of one about a person's work (docs/adr/0025). A change of this script is a new version.

// The letters before the names of a ledger's streams, which `quittance store setup` fills in.
var PREFIX = '';
var LINKS = PREFIX + 'quittance_by_agent_1-';
var CODE = /^(?:(?:[A-Za-z]{1,6}-)?[A-Za-z]{0,2}[0-9]{1,6}|staff-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function payload(e) {
  var isOurs = e.streamId.indexOf(PREFIX + 'case-') === 0 || e.streamId.indexOf(PREFIX + 'party-') === 0;
  return (isOurs && e.data && e.data.data) || {};
}

function link(agent, e) {
  if (typeof agent === 'string' && CODE.test(agent)) linkTo(LINKS + agent, e, { quittance: 'by-agent@1' });
}

function staff(state, e) {
  link(payload(e).staff, e);
}

function assignee(state, e) {
  link(payload(e).assignee, e);
}

function handOver(state, e) {
  var said = payload(e);
  link(said.from, e);
  if (said.to !== said.from) link(said.to, e);
}

fromAll().when({
  ContactAttempted: staff,
  MessageSent: staff,
  MessageReceived: staff,
  NoticeIssued: staff,
  VisitConducted: staff,
  ConductRuleBreached: staff,
  AbuseReported: staff,
  ContactPermitted: staff,
  ContactBlocked: staff,
  CaseAssigned: assignee,
  TaskRequested: assignee,
  CallbackScheduled: assignee,
  CaseHandedOver: handOver,
});
