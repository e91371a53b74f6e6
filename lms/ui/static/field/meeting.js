// The register of one meeting: a tap marks, the line above it offers to take the last tap back.
import { button, by, h, say } from "field/dom";
import { classOf, headsOf, isHeld, marksOf, note, peopleOf, takeBack, tally } from "field/state";

const PRESENCES = ["present", "late", "absent", "excused"];
let last = null; // what was noted last on this screen, and how to take it back

/** Mark somebody and remember how it was before. */
export const mark = async (meeting, person, presence, card = false) => {
  const before = marksOf(meeting).get(String(person.id)) ?? null;
  last = {
    meeting: meeting.id,
    words: say("said", { name: person.name, mark: say(presence ?? "no_mark") }),
    undo: () => note("mark", meeting.id, { person: person.id, presence: before }),
  };
  await note("mark", meeting.id, { person: person.id, presence, ...(card ? { card: true } : {}) });
};

/** Remember a note that only goes away while it has not left the phone. */
export const noted = (meeting, event, words) => {
  last = {
    meeting: meeting.id,
    words,
    undo: async () => {
      if (!(await takeBack(event))) last = { meeting: meeting.id, words: say("too_late") };
    },
  };
};

export const lastNoted = (meeting) => {
  if (last?.meeting !== meeting.id) return null;
  const { undo, words } = last;
  const back = async () => {
    last = null;
    await undo();
  };
  return h("p", { class: "notice good wrap", role: "status", id: "last" }, h("span", { class: "grow" }, words), undo ? button(say("undo"), back, "button quiet small") : null);
};

const line = (meeting, person, presence, open) => {
  const group = h("span", { class: "presence", role: "radiogroup", "aria-label": person.name });
  for (const each of PRESENCES) {
    const radio = h("input", { type: "radio", name: `p${person.id}`, value: each, onchange: () => mark(meeting, person, each) });
    radio.checked = presence === each;
    radio.disabled = !open;
    group.append(h("label", {}, radio, say(each)));
  }
  return h("li", {}, h("span", { class: "who" }, h("strong", {}, person.name), h("small", { class: "muted" }, String(person.born))), group);
};

const heads = (meeting) => {
  const field = h("input", { id: "heads", inputmode: "numeric", class: "short", maxlength: "4", value: String(headsOf(meeting) ?? "") });
  const keep = () => /^\d{1,4}$/.test(field.value) && Number(field.value) <= 5000 && note("count", meeting.id, { heads: Number(field.value) });
  const counted = headsOf(meeting);
  return h(
    "form",
    { onsubmit: (event) => (event.preventDefault(), keep()) },
    h("h2", {}, say("counting")),
    h("div", { class: "field" }, h("label", { for: "heads" }, say("heads")), field),
    h("button", { class: "button quiet" }, say("keep")),
    h("p", { class: "small", role: "status" }, counted === null || counted === undefined ? "" : say("heads_kept", { n: counted })),
  );
};

const links = (meeting) =>
  h("div", { class: "row" }, [["add", "new"], ["skills", "skills"]].map(([words, where]) => h("a", { class: "button quiet", href: `#${where}-${meeting.id}` }, say(words))));

export const showMeeting = (meeting) => {
  const marks = marksOf(meeting);
  const people = peopleOf(meeting);
  const { n, all } = tally(meeting, marks, people);
  const parts = [h("p", { class: "under-title muted" }, `${meeting.day}, ${meeting.hour} · ${meeting.place}`)];
  const held = isHeld(meeting);
  const open = held && !meeting.closed;
  if (meeting.closed) parts.push(h("p", { class: "notice" }, say("closed")));
  else if (!held) parts.push(h("p", { class: "notice" }, say("not_today")));
  parts.push(lastNoted(meeting));
  if (!people.length) parts.push(h("p", { class: "empty" }, say("nobody")));
  if (open) parts.push(links(meeting));
  parts.push(h("ul", { class: "list register" }, people.map((each) => line(meeting, each, marks.get(String(each.id)), open))));
  if (open) parts.push(heads(meeting));
  by("bar").replaceChildren(...(open ? [h("a", { class: "button", href: `#scan-${meeting.id}` }, say("scan"))] : []));
  return {
    title: `${classOf(meeting).name} · ${say("meeting", meeting)}`,
    parts,
    back: "#",
    backWords: say("back"),
    count: `${n} / ${all}`,
  };
};
