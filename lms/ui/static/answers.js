// One key a cell: a letter moves on by itself, a finished row is sent, what cannot be sent waits on this device.
const form = document.getElementById("answers");
const note = document.getElementById("unsent");
const cells = form ? [...form.querySelectorAll("tbody input")] : [];
const key = form?.dataset.key;
const token = form?.elements.csrf_token.value;

const kept = () => {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
};
const keep = (rows) => {
  if (Object.keys(rows).length) localStorage.setItem(key, JSON.stringify(rows));
  else localStorage.removeItem(key);
};
const say = (words, kind = "") => {
  note.hidden = !words;
  note.className = `notice ${kind}`;
  note.textContent = words;
};

const rowOf = (cell) => cell.closest("tr");
const typed = (row) => Object.fromEntries([...row.querySelectorAll("input")].map((cell) => [cell.name, cell.value]));

let sending = false;
const send = async () => {
  const [url] = Object.keys(kept());
  if (sending || !url) return;
  sending = true;
  const fields = kept()[url];
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "X-CSRFToken": token },
      body: new URLSearchParams(fields),
      keepalive: true,
    });
    if (answer.redirected) say(form.dataset.signedOut, "stop");
    else if (answer.ok || answer.status === 404) {
      const rows = kept();
      if (JSON.stringify(rows[url]) === JSON.stringify(fields)) delete rows[url];
      keep(rows);
      sending = false;
      if (Object.keys(rows).length) return send();
      if (!form.querySelector("[aria-invalid]")) say(form.dataset.saved, "good");
    } else say(form.dataset.waiting);
  } catch {
    say(form.dataset.waiting);
  }
  sending = false;
};

// What was typed is on this device at once, and sent when its row is left.
const save = (row) => keep({ ...kept(), [row.dataset.save]: typed(row) });

const takes = (cell) => {
  const orders = cell.dataset.orders.split("|");
  const variant = Number(rowOf(cell).querySelector("[name^=v-]")?.value) || 1;
  const order = orders[variant - 1] ?? orders[0];
  const several = order.endsWith("+");
  return { letters: [...order.replace("+", "")], several, isVariant: cell.name.startsWith("v-") };
};

const plain = (text) =>
  text.toUpperCase().replaceAll("Đ", "D").normalize("NFD").replace(/[\u0300-\u036f\s,]/g, "");

const check = (cell) => {
  const { letters, several, isVariant } = takes(cell);
  const text = cell.value;
  const known = [...text].every((letter) => letters.includes(letter)) && new Set(text).size === text.length;
  const fine = !text || (text === "?" && !isVariant) || (known && (several || text.length === 1));
  if (fine) cell.removeAttribute("aria-invalid");
  else {
    cell.setAttribute("aria-invalid", "true");
    say(form.dataset.noAnswer.replace("{cell}", text).replace("{letters}", letters.join(", ")), "stop");
  }
  return fine;
};

const go = (from, steps) => {
  const to = cells[cells.indexOf(from) + steps];
  if (to) to.focus();
  else if (steps > 0) form.querySelector(".bar button").focus();
};
const goRow = (from, steps) => {
  const rows = [...form.querySelectorAll("tbody tr[data-save]")];
  const place = [...rowOf(from).querySelectorAll("input")].indexOf(from);
  rows[rows.indexOf(rowOf(from)) + steps]?.querySelectorAll("input")[place]?.focus();
};

form?.addEventListener("input", (event) => {
  const cell = event.target;
  if (event.isComposing) return; // a Vietnamese keyboard is still putting a letter together
  const { several } = takes(cell);
  const blank = /[\s-]$/.test(cell.value) || event.data === " " || event.data === "-";
  cell.value = plain(cell.value).replaceAll("-", "");
  if (blank && !several) cell.value = "";
  else if (!several && event.data?.length === 1 && cell.value.length > 1) cell.value = plain(event.data);
  const fine = check(cell);
  save(rowOf(cell));
  if (fine && (blank || cell.value === "?" || (!several && cell.value))) go(cell, 1);
});
form?.addEventListener("compositionend", (event) => {
  event.target.dispatchEvent(new InputEvent("input", { bubbles: true, data: event.data }));
});

form?.addEventListener("keydown", (event) => {
  const cell = event.target;
  if (!cell.matches("tbody input")) return;
  const moves = { ArrowLeft: -1, ArrowRight: 1, Enter: 1 };
  if (event.key in moves) go(cell, moves[event.key]);
  else if (event.key === "ArrowUp") goRow(cell, -1);
  else if (event.key === "ArrowDown") goRow(cell, 1);
  else return;
  event.preventDefault();
});

form?.addEventListener("focusin", (event) => event.target.select?.());
form?.addEventListener("focusout", (event) => {
  const next = event.relatedTarget;
  if (!next || !next.closest("tr") || rowOf(next) !== rowOf(event.target)) send();
});
addEventListener("online", send);
addEventListener("pagehide", send);

// What an earlier visit could not send stands in its cells again.
if (form) {
  for (const fields of Object.values(kept()))
    for (const [name, text] of Object.entries(fields)) if (form.elements[name]) form.elements[name].value = text;
  send();
  if (!document.getElementById("errors")) cells.find((cell) => !cell.value)?.focus();
}
