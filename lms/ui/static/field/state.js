// What the screen shows: the packet, and over it what was noted since, in the order of noting.
import { newId } from "field/ids";
import * as store from "field/store";

export const state = { who: null, packet: null, events: [], news: [], others: 0 };
const watchers = new Set();
export const watch = (watcher) => watchers.add(watcher);
export const changed = () => watchers.forEach((each) => each());

/** Whose packet this phone may show: a cookie that signing in or out takes away. */
export const claimed = () => document.cookie.match(/(?:^|; )phone_of=([0-9a-f]+)/)?.[1] ?? null;

export const isOld = (packet) => Math.abs(Date.now() - packet.received) > packet.lasts;

export const load = async () => {
  const who = claimed();
  let packet = (await store.packetOf(who)) ?? null;
  let expired = false;
  if (packet && isOld(packet)) {
    await store.dropPacket(who);
    packet = null;
    expired = true;
  }
  const events = who ? await store.eventsOf(who) : [];
  Object.assign(state, { who, packet, events, news: who ? await store.newsOf(who) : [] });
  state.expired = expired || Boolean(state.expired && !packet);
  state.others = (await store.countAll()) - events.length;
  mirror();
  changed();
};

// The account page warns before signing out; it looks only at this.
const mirror = () => {
  for (const key of Object.keys(localStorage)) if (key.startsWith("field ")) localStorage.removeItem(key);
  const n = unsent().length + state.others;
  if (n) localStorage.setItem("field unsent", n);
};

const takenBack = () => new Set(state.events.filter((each) => each.kind === "cancel").map((each) => each.of));
/** Events that are to be sent or to be read; a pair of a note and its taking back is neither. */
export const unsent = () => {
  const gone = takenBack();
  return state.events.filter((each) => each.kind !== "cancel" && !gone.has(each.id) && each.state === "unsent");
};
export const toRead = () => state.events.filter((each) => each.state === "refused" || each.state === "asked");
export const pairs = () => {
  const gone = takenBack();
  return state.events.filter((each) => each.kind === "cancel" || gone.has(each.id)).map((each) => each.id);
};

/** Keep an event, then show it. Times only ever grow, whatever the phone's clock does. */
export const note = async (kind, meeting, said) => {
  const last = state.events.at(-1)?.at ?? 0;
  const at = Math.max(Date.now(), last + 1, Number(localStorage.getItem("last at") ?? 0) + 1);
  const event = { id: newId(meeting), kind, meeting, at, where: whereOf(meeting), owner: state.who, state: "unsent", ...said };
  await store.keepEvents([event]);
  localStorage.setItem("last at", at);
  state.events.push(event);
  mirror();
  changed();
  dispatchEvent(new Event("noted"));
  return event;
};

export const meetingOf = (id) => state.packet?.meetings.find((each) => each.id === id);
const DAY = 24 * 60 * 60_000;
/** "today", "before" or "ahead": the packet said how far off the meeting's day was, the phone counts on from there. */
export const dayOf = ({ dawn_in }) => {
  const since = Date.now() - state.packet.received - dawn_in;
  return since < 0 ? "ahead" : since < DAY ? "today" : "before";
};
/** A register opens on the meeting's day. A clock that went back since the packet came knows no day, and keeps nobody out. */
export const isHeld = (meeting) => dayOf(meeting) !== "ahead" || Date.now() < state.packet.received;
export const classOf = (meeting) => state.packet.classes[meeting.class];
// What was noted may be sent, and refused, when the packet is gone: it says itself which meeting it is about.
const whereOf = (id) => {
  const meeting = meetingOf(id);
  return meeting ? `${classOf(meeting).name}, ${meeting.day}, ${meeting.hour}` : "";
};
const alias = (who) => state.packet.alias?.[who] ?? who;

const standing = () => {
  const gone = takenBack();
  return state.events.filter((each) => !gone.has(each.id) && each.state !== "refused");
};

/** Present marks by person: those of the server, then ours over them. */
export const marksOf = (meeting) => {
  const marks = new Map(Object.entries(state.packet.marks[meeting.id] ?? {}).map(([who, mark]) => [who, mark[0]]));
  for (const each of standing()) {
    if (each.meeting !== meeting.id) continue;
    if (each.kind === "walk_in") marks.set(String(alias(each.id)), "present");
    if (each.kind !== "mark") continue;
    if (each.presence) marks.set(String(alias(each.person)), each.presence);
    else marks.delete(String(alias(each.person)));
  }
  return marks;
};

/** Everybody in the class, newcomers that are not sent yet last. */
export const peopleOf = (meeting) => {
  const members = classOf(meeting).members;
  const known = new Set(members.map((each) => String(each.id)));
  const newcomers = standing()
    .filter((each) => each.kind === "walk_in" && meetingOf(each.meeting)?.class === meeting.class)
    .filter((each) => !known.has(String(alias(each.id))))
    .map((each) => ({ id: each.id, name: each.name, born: each.born, card: null, levels: {}, fresh: true }));
  return [...members, ...newcomers];
};

/** How many of the people on the register have a mark. Another trainer may have marked some whom this phone does not know. */
export const tally = (meeting, marks = marksOf(meeting), people = peopleOf(meeting)) => ({
  n: people.filter((each) => marks.has(String(each.id))).length,
  all: people.length,
});

/** Whom an event is about; empty when the phone knows it no more. */
export const nameOf = (event) => {
  if (event.name) return event.name;
  const meeting = meetingOf(event.meeting);
  const who = meeting && String(alias(event.person));
  return (meeting && peopleOf(meeting).find((each) => String(each.id) === who)?.name) ?? "";
};

export const levelsOf = (meeting, skill) => {
  const levels = new Map(peopleOf(meeting).map((each) => [String(each.id), each.levels[skill] ?? 0]));
  for (const each of standing()) {
    if (each.kind !== "skill" || `${each.module}/${each.skill}` !== skill) continue;
    const who = String(alias(each.person));
    levels.set(who, Math.max(each.level, levels.get(who) ?? 0));
  }
  return levels;
};

export const headsOf = (meeting) =>
  standing().findLast((each) => each.kind === "count" && each.meeting === meeting.id)?.heads ?? meeting.heads;

/** Take back a skill or a newcomer that never left this phone; false when it may have. */
export const takeBack = async (event) => {
  if ((await store.eventsOf(state.who)).find((each) => each.id === event.id)?.state !== "unsent") return false;
  if (state.events.find((each) => each.id === event.id)?.tried) return false;
  await note("cancel", event.meeting, { of: event.id });
  return true;
};

export const refresh = async () => {
  state.events = await store.eventsOf(state.who);
  state.news = await store.newsOf(state.who);
  mirror();
  changed();
};
