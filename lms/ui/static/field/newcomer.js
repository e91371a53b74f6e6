// Somebody at the door: a name, a year, a word of consent. They are in the class and present at once.
import { by, h, say } from "field/dom";
import { noted } from "field/meeting";
import { note } from "field/state";

const field = (id, words, more = {}) => {
  const input = h("input", { id, autocomplete: "off", ...more });
  return [h("div", { class: "field" }, h("label", { for: id }, say(words)), input), input];
};

export const showNewcomer = (meeting) => {
  if (by("newcomer")) return null; // what is being typed stays
  const [nameBox, name] = field("new-name", "name", { autocapitalize: "words", maxlength: "120" });
  const [bornBox, born] = field("new-born", "born", { inputmode: "numeric", maxlength: "4", class: "short" });
  const agreed = h("input", { type: "checkbox", id: "new-agreed" });
  const wrong = h("p", { class: "error", role: "alert", hidden: true });
  const refuse = (words, where) => {
    wrong.textContent = say(words);
    wrong.hidden = false;
    where.focus();
  };
  const add = async (event) => {
    event.preventDefault();
    const [full, year] = [name.value.normalize("NFC").trim().replace(/\s+/g, " "), Number(born.value)];
    const now = new Date().getFullYear();
    if (!/\p{L}/u.test(full)) return refuse("wrong_name", name);
    if (!(year >= now - 115 && year <= now - 10)) return refuse("wrong_year", born);
    if (!agreed.checked) return refuse("wrong_consent", agreed);
    const made = await note("walk_in", meeting.id, { name: full, born: year, consent: true });
    noted(meeting, made, say("added", { name: full }));
    location.hash = `meeting-${meeting.id}`;
  };
  const form = h(
    "form",
    { id: "newcomer", onsubmit: add, novalidate: true },
    nameBox,
    bornBox,
    h("div", { class: "field" }, h("label", { class: "choice" }, agreed, h("span", {}, say("agreed")))),
    wrong,
  );
  by("bar").replaceChildren(h("button", { class: "button", form: "newcomer" }, say("add_now")));
  return { title: say("add"), parts: [form], back: `#meeting-${meeting.id}`, backWords: say("back_meeting") };
};
