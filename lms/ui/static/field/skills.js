// Skills: one at a time, everybody under it; a level never goes down.
import { by, h, say } from "field/dom";
import { lastNoted, noted } from "field/meeting";
import { changed, classOf, levelsOf, note, peopleOf } from "field/state";

let chosen = null;

const line = (meeting, skill, person, level) => {
  const group = h("span", { class: "presence levels", role: "radiogroup", "aria-label": person.name });
  const see = async (each) => {
    const event = await note("skill", meeting.id, { person: person.id, module: skill.module, skill: skill.id, level: each });
    noted(meeting, event, say("shown", { name: person.name, skill: skill.title, level: each }));
    changed();
  };
  for (const each of [1, 2, 3]) {
    const radio = h("input", { type: "radio", name: `s${person.id}`, value: String(each), disabled: each < level, onchange: () => see(each) });
    radio.checked = level === each;
    group.append(h("label", {}, radio, say(`level_${each}`)));
  }
  return h("li", {}, h("span", { class: "who" }, h("strong", {}, person.name)), group);
};

export const showSkills = (meeting) => {
  const skills = classOf(meeting).skills.flatMap((module) => module.skills.map((each) => ({ ...each, module: module.module, of: module.title })));
  const key = (each) => `${each.module}/${each.id}`;
  const skill = skills.find((each) => key(each) === chosen) ?? skills[0];
  by("bar").replaceChildren(h("a", { class: "button quiet", href: `#meeting-${meeting.id}` }, say("back_meeting")));
  const head = { title: say("skills"), back: `#meeting-${meeting.id}`, backWords: say("back_meeting") };
  if (!skill) return { ...head, parts: [h("p", { class: "empty" }, say("no_skills"))] };
  const choice = h("select", { id: "skill", onchange: (event) => ((chosen = event.target.value), changed()) });
  for (const each of skills) {
    const option = h("option", { value: key(each) }, `${each.of}: ${each.title}`);
    option.selected = each === skill;
    choice.append(option);
  }
  const levels = levelsOf(meeting, key(skill));
  const people = peopleOf(meeting).map((each) => line(meeting, skill, each, levels.get(String(each.id)) ?? 0));
  const parts = [h("div", { class: "field" }, h("label", { for: "skill" }, say("skill")), choice), lastNoted(meeting), h("ul", { class: "list register" }, people)];
  return { ...head, parts };
};
