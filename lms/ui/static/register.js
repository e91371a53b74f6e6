// Each tap is sent at once with an id of its own; what cannot be sent waits on this phone.
import { newId } from "field/ids";

const form = document.getElementById("register");
const unsent = document.getElementById("unsent");
const meeting = Number(form.dataset.meeting);
const key = `register ${form.dataset.save} ${form.dataset.who}`; // on a phone of several trainers each sends their own
const token = form.elements.csrf_token.value;
let sending = false;
let closed = false;

const kept = () => {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? [];
  } catch {
    return [];
  }
};
const keep = (taps) => {
  if (taps.length) localStorage.setItem(key, JSON.stringify(taps));
  else localStorage.removeItem(key);
};

/** The time by this phone, later than that of all that waits: a clock that is set back turns no order round. */
const moment = () => Math.max(Date.now(), ...kept().map((tap) => tap.at + 1));

const say = (words, kind = "") => {
  unsent.hidden = !words;
  unsent.className = `notice ${kind}`;
  unsent.textContent = words.replace("{n}", kept().length);
};

const count = () => {
  document.getElementById("marked").textContent = form.querySelectorAll("input[type=radio]:checked").length;
};

const send = async () => {
  const taps = kept();
  if (sending || closed || !taps.length) return;
  sending = true;
  let again = false;
  try {
    const answer = await fetch(form.dataset.save, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ now: moment(), events: taps.slice(0, 100) }),
    });
    if (answer.redirected) {
      say(form.dataset.signedOut, "stop");
    } else if (answer.ok || answer.status === 409) {
      const { kept: stands = [], refused = [], reason } = await answer.json();
      const known = new Set([...stands, ...refused]);
      keep(kept().filter((tap) => !known.has(tap.id)));
      // A closed register takes nothing now; what waits is sent when it is open again.
      closed = Boolean(reason);
      again = kept().length > 0 && !closed;
      if (reason || refused.length) say(reason ?? form.dataset.refused, "stop");
      else if (!again) say(form.dataset.saved, "good");
    } else if (answer.status < 500) {
      say(form.dataset.refused, "stop");
    } else {
      say(form.dataset.waiting);
    }
  } catch {
    say(form.dataset.waiting);
  }
  sending = false;
  if (again) send();
};

const otherWord = (radio) => radio.closest("li").querySelector("[data-said]");
const tapped = (radio) => {
  const { name, value } = radio;
  if (!/^p\d+$/.test(name)) return;
  keep([...kept(), { id: newId(meeting), person: Number(name.slice(1)), presence: value, at: moment() }]);
  radio.closest(".presence").querySelectorAll("[data-together]").forEach((each) => delete each.dataset.together);
  otherWord(radio)?.remove(); // what stood a moment ago
  count();
  send();
};
form.addEventListener("change", ({ target }) => {
  const stands = target.name === "agree" && target.closest("li").querySelector(".presence :checked");
  tapped(stands || target);
  if (stands) stands.focus(); // the box is gone
});
// Whoever reads that another trainer's word stands agrees by tapping it, though nothing changes by that.
form.addEventListener("click", ({ target }) => setTimeout(() => target.matches(".presence input") && otherWord(target) && tapped(target)));

// Everybody at once goes the way of single taps, so it works without a network and undoing it does too.
const everybody = document.getElementById("all-present");
const undo = document.getElementById("undo-all");
const together = (radios, presence) => {
  const at = moment();
  const made = radios.map((radio) => ({ id: newId(meeting), person: Number(radio.name.slice(1)), presence, at, together: true }));
  keep([...kept(), ...made]);
  count();
  send();
};
const stillTogether = () => [...form.querySelectorAll("[value=present][data-together]:checked")];
everybody?.addEventListener("submit", (event) => {
  event.preventDefault();
  const rows = [...form.querySelectorAll(".presence")].filter((row) => !row.querySelector(":checked"));
  const radios = rows.map((row) => row.querySelector("[value=present]"));
  for (const radio of radios) {
    radio.checked = true;
    radio.dataset.together = "";
  }
  document.getElementById("together").textContent = stillTogether().length;
  undo.hidden = !stillTogether().length;
  together(radios, "present");
});
undo.addEventListener("submit", (event) => {
  event.preventDefault();
  const radios = stillTogether();
  for (const radio of radios) radio.checked = false;
  undo.hidden = true;
  together(radios, null);
});

// "Done" leads on. Of the marks it takes only what waits: the rest was sent, and another trainer may have said more since.
form.addEventListener("formdata", ({ formData }) => {
  const waiting = new Set(kept().map((tap) => `p${tap.person}`));
  for (const name of [...formData.keys()]) if (name !== "csrf_token" && !waiting.has(name)) formData.delete(name);
});

// Taps from before this script had come.
const early = [...form.querySelectorAll("input:checked")].filter((each) => !each.defaultChecked);
for (const tap of kept()) {
  for (const radio of form.querySelectorAll(`input[name="p${tap.person}"]`)) radio.checked = radio.value === tap.presence;
}
if (kept().length) say(form.dataset.waiting);
for (const each of early) {
  each.checked = true;
  each.dispatchEvent(new Event("change", { bubbles: true }));
}
count();
send();
addEventListener("online", send);
setInterval(send, 15_000);
