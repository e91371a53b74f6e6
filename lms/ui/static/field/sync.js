// Sending: a fresh token first, then the events; each stays on the phone until the server said what became of it.
import { hello, newsOf } from "field/gate";
import { meetingOf, nameOf, pairs, refresh, state, unsent, changed } from "field/state";
import * as store from "field/store";

const AT_ONCE = 500;
const ASK_AGAIN = 5 * 60_000;
export const sending = { now: false, trouble: null };
let running = null;
let hearing = null;

export const sync = () => (running ??= run().finally(() => ((running = null), changed())));

const run = async () => {
  if (!state.who) return;
  const gone = pairs();
  if (!unsent().length && gone.length) await store.dropEvents(gone).then(refresh);
  if (!unsent().length) {
    sending.trouble = null;
    return;
  }
  sending.now = true;
  changed();
  try {
    sending.trouble = await sendAll();
  } catch (error) {
    sending.trouble = "network";
    if (!(error instanceof TypeError)) console.warn(error);
  }
  sending.now = false;
};

const sendAll = async () => {
  const me = await hello();
  if (me.gone) return me.gone;
  for (;;) {
    const batch = unsent()
      .sort((a, b) => (b.kind === "walk_in") - (a.kind === "walk_in") || a.at - b.at)
      .slice(0, AT_ONCE);
    if (!batch.length || me.who !== state.who) return null;
    // From here on the server may have them, whether or not its answer arrives.
    await store.keepEvents(batch.map((each) => Object.assign(each, { tried: true })));
    const answer = await fetch("/field/sync", {
      method: "POST",
      redirect: "manual",
      headers: { "Content-Type": "application/json", "X-CSRFToken": me.token },
      body: JSON.stringify({ now: Math.max(Date.now(), ...batch.map((each) => each.at)), who: me.who, events: batch.map(said) }),
    });
    if (answer.type === "opaqueredirect") return "signed out";
    if (!answer.ok) return "busy";
    if (!(await settle(batch, await answer.json()))) return null;
  }
};

/** An event as the server reads it: without what only this phone keeps. */
const said = ({ owner, state: _state, tried, reason, again, people, before, where, about, ...event }) => event;

const settle = async (batch, answer) => {
  const done = new Set([...answer.kept, ...answer.already]);
  const refused = new Map(answer.refused.map((each) => [each.id, each]));
  const asked = new Map(answer.asked.map((each) => [each.id, each]));
  const change = [];
  for (const each of batch) {
    if (refused.has(each.id)) change.push({ ...each, about: nameOf(each) || each.about, state: "refused", ...refused.get(each.id) });
    else if (asked.has(each.id)) change.push({ ...each, state: "asked", people: asked.get(each.id).people });
  }
  fold(batch, done, answer);
  await store.settle({ drop: [...done], change, news: ours(answer.news), packet: state.packet });
  await refresh();
  return done.size + change.length > 0;
};

/** What the server took becomes part of the packet: newcomers, levels, counts, and the marks as they stand there. */
const fold = (batch, done, answer) => {
  if (!state.packet) return;
  const { packet } = state;
  Object.assign(packet.alias, answer.people);
  for (const each of batch) {
    const meeting = meetingOf(each.meeting);
    if (!meeting || !done.has(each.id)) continue;
    const members = packet.classes[meeting.class].members;
    const person = packet.alias[each.person ?? each.id] ?? each.person;
    if (each.kind === "walk_in" && !members.some((other) => other.id === person)) {
      members.push({ id: person, name: each.name, born: each.born, card: null, levels: {} });
    }
    if (each.kind === "count") meeting.heads = each.heads;
    if (each.kind === "skill") {
      const member = members.find((other) => other.id === person);
      const skill = `${each.module}/${each.skill}`;
      if (member) member.levels[skill] = Math.max(each.level, member.levels[skill] ?? 0);
    }
  }
  foldMarks(answer);
};

const foldMarks = (answer) => {
  for (const [meeting, marks] of Object.entries(answer.marks)) {
    state.packet.marks[meeting] = Object.fromEntries(Object.entries(marks).map(([who, mark]) => [who, [mark, null]]));
  }
};

const ours = (news) => news.map((each) => ({ ...each, owner: state.who }));

/** A phone with nothing to send asks what others said since; every few minutes at most, however often it is opened. */
export const hear = () => (hearing ??= ask().finally(() => (hearing = null)));

const ask = async () => {
  await running;
  const [who, at] = (localStorage.getItem("field-heard") ?? "").split(" ");
  const lately = who === state.who && Math.abs(Date.now() - at) < ASK_AGAIN;
  if (!state.packet || unsent().length || lately || !navigator.onLine) return;
  const answer = await newsOf();
  if (answer?.who !== state.who || !state.packet) return; // the next time may bring an answer
  localStorage.setItem("field-heard", `${state.who} ${Date.now()}`);
  foldMarks(answer);
  await store.settle({ drop: [], change: [], news: ours(answer.news), packet: state.packet });
  await refresh();
};
