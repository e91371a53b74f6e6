// Keeps the wall's code fresh and counts its seconds down; only the server's clock decides.
const board = document.getElementById("board");
const show = (id) => document.getElementById(`board-${id}`);
let endsAt = Date.now() + Number(board.dataset.left) * 1000;
let asking = false;
let askedAt = Date.now();

// One by one, as they are typed: a voice would make thousands of them.
const spoken = (digits) => `${[...digits].join(", ")}.`;

const put = (code) => {
  show("code").hidden = !code.open;
  show("reason").hidden = code.open;
  if (!code.open) {
    show("reason").textContent = code.reason;
    show("marked").textContent = "–";
    endsAt = Date.now() + 30_000;
    return;
  }
  show("qr").innerHTML = code.qr;
  show("digits").textContent = `${code.digits.slice(0, 3)} ${code.digits.slice(3)}`;
  document.querySelector(".listen").dataset.say = spoken(code.digits);
  show("marked").textContent = `${code.marked} / ${code.members}`;
  endsAt = Date.now() + code.left * 1000;
};

const ask = async () => {
  if (asking) return;
  asking = true;
  askedAt = Date.now();
  try {
    const answer = await fetch(board.dataset.code, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) throw new Error("no code");
    put(await answer.json());
  } catch {
    // A stale code would only disappoint who types it.
    if (Date.now() > endsAt) put({ open: false, reason: board.dataset.lost });
  }
  asking = false;
};

setInterval(() => {
  const left = Math.max(0, Math.ceil((endsAt - Date.now()) / 1000));
  show("left").textContent = board.dataset.words.replace("{n}", left);
  if (left === 0 ? Date.now() - askedAt > 1000 : Date.now() - askedAt > 5000) ask();
}, 500);

// A wall must not go dark in the middle of a class.
navigator.wakeLock?.request("screen").catch(() => {});
