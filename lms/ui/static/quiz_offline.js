// A quiz to take along: each answer is kept on this phone at once and sent when there is a network.
const along = document.getElementById("along");
const unsent = document.getElementById("unsent");
const bar = document.getElementById("send-bar");
const forms = [...along.querySelectorAll("form.along")];
const key = `answers ${along.dataset.save}`;
let sending = false;

const kept = () => {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? [];
  } catch {
    return [];
  }
};
const keep = (answers) => {
  if (answers.length) localStorage.setItem(key, JSON.stringify(answers));
  else localStorage.removeItem(key);
  bar.hidden = !answers.length;
};
const say = (words, kind = "") => {
  unsent.hidden = !words;
  unsent.className = `notice ${kind}`;
  unsent.textContent = words.replace("{n}", kept().length);
};

const formAt = (position) => forms.find((form) => Number(form.dataset.position) === position);
const fieldsOf = (form) => [...new FormData(form)].map(([name, value]) => [name, String(value)]);
const complain = (form, reason) => {
  const error = form.querySelector(".error");
  error.textContent = reason;
  error.hidden = !reason;
};
const close = (form, words) => {
  complain(form, "");
  form.querySelector("fieldset").disabled = true;
  form.querySelector("button:not([type])").hidden = true;
  const told = form.querySelector(".told");
  told.textContent = words;
  told.hidden = false;
};
const open = (form, reason) => {
  form.querySelector("fieldset").disabled = false;
  form.querySelector("button:not([type])").hidden = false;
  form.querySelector(".told").hidden = true;
  complain(form, reason);
};

// What can be known to be missing without a network is said at once.
const missing = (form, fields) => {
  const words = form.querySelector("[data-empty]").dataset;
  const unknown = fields.some(([name, value]) => name === "choice" && value === "unknown");
  const given = fields.filter(([name, value]) => name !== "item" && value.trim() && value !== "unknown");
  if (unknown) return given.length ? words.both : "";
  const few = form.dataset.kind === "matching" ? given.length < form.querySelectorAll("select").length : !given.length;
  if (form.dataset.kind === "number") return given.some(([, value]) => /\d/.test(value)) ? "" : words.empty;
  return few ? words.empty : "";
};

const restore = (form, fields) => {
  const order = form.querySelector(".order");
  for (const [name, value] of fields) {
    if (name === "item") order.append(order.querySelector(`input[value="${value}"]`).closest("li"));
    else if (name === "choice") form.querySelector(`[name=choice][value="${value}"]`).checked = true;
    else form.elements[name].value = value;
  }
};

const take = ({ kept: stands, refused, result }, sent) => {
  const known = new Set([...stands, ...refused.map((each) => each.position)]);
  const times = new Map(sent.map((answer) => [answer.position, answer.at]));
  keep(kept().filter((answer) => !known.has(answer.position) || times.get(answer.position) !== answer.at));
  for (const position of stands) if (formAt(position)) close(formAt(position), formAt(position).dataset.sent);
  for (const { position, reason, again } of refused) {
    const form = formAt(position);
    if (!form) continue;
    if (again) open(form, reason);
    else close(form, reason);
  }
  if (result && !kept().length) location.assign(result);
  else if (refused.length) say(along.dataset.refused, "stop");
  else if (!kept().length) say(along.dataset.saved, "good");
};

const send = async () => {
  const sent = kept().slice(0, 50);
  if (sending || !sent.length) return;
  sending = true;
  let more = false;
  try {
    const answer = await fetch(along.dataset.save, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": along.dataset.token },
      body: JSON.stringify({ now: Date.now(), answers: sent }),
    });
    if (answer.redirected) say(along.dataset.signedOut, "stop");
    else if (answer.ok) {
      take(await answer.json(), sent);
      more = kept().length > 0;
    } else if (answer.status === 409) say((await answer.json()).reason, "stop");
    else if (answer.status < 500) say(along.dataset.signedOut, "stop");
    else say(along.dataset.waiting);
  } catch {
    say(along.dataset.waiting);
  }
  sending = false;
  if (more) send();
};

along.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  const fields = fieldsOf(form);
  const reason = missing(form, fields);
  if (reason) return complain(form, reason);
  const position = Number(form.dataset.position);
  try {
    keep([...kept().filter((answer) => answer.position !== position), { position, fields, at: Date.now() }]);
  } catch {
    return say(along.dataset.full, "stop");
  }
  close(form, form.dataset.kept);
  send();
});

along.addEventListener("click", (event) => {
  const button = event.target.closest("[data-move]");
  if (!button) return;
  const item = button.closest("li");
  const up = button.dataset.move === "up";
  const other = up ? item.previousElementSibling : item.nextElementSibling;
  // The other one moves: whatever is taken out of the page loses the focus.
  if (other) up ? item.after(other) : item.before(other);
});

for (const { position, fields } of kept()) {
  const form = formAt(position);
  if (!form) continue; // answered meanwhile; sending it says so
  restore(form, fields);
  close(form, form.dataset.kept);
}
keep(kept());
if (kept().length) say(along.dataset.waiting);
document.getElementById("send").addEventListener("click", send);
send();
addEventListener("online", send);
setInterval(send, 15_000);
