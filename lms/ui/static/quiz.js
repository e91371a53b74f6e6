// Comforts for questions that work without them: moving in place, tap and tap, a calculator.

const filled = (words, values) => words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
const say = (words) => {
  document.getElementById("moved").textContent = words;
};

// Ordering: an item moves where it stands, and the finger stays on its button.
const order = document.getElementById("order");
order?.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=move]");
  if (!button) return;
  event.preventDefault();
  const item = button.closest("li");
  const up = button.value.startsWith("up-");
  const other = up ? item.previousElementSibling : item.nextElementSibling;
  // The other one moves: whatever is taken out of the page loses the focus.
  if (other) up ? item.after(other) : item.before(other);
  const items = [...order.children];
  items.forEach((each, place) => {
    const [first, second] = each.querySelectorAll("button[name=move]");
    for (const [end, at] of [[first, 0], [second, items.length - 1]]) {
      if (place === at) end.setAttribute("aria-disabled", "true");
      else end.removeAttribute("aria-disabled");
    }
  });
  say(
    filled(order.dataset.moved, {
      item: item.querySelector(".item").textContent.trim(),
      place: items.indexOf(item) + 1,
      total: items.length,
    }),
  );
});

// Matching: touch one, then its match. The lists to choose from stay behind it and are what is sent.
const matching = document.getElementById("matching");
if (matching) {
  const how = document.getElementById("how");
  how.textContent = how.dataset.tap;
  const selects = [...matching.querySelectorAll("select")];
  const matches = [...selects[0].options].slice(1).map((option) => option.text);
  const prompts = selects.map((select) => select.labels[0].textContent.trim());
  let picked = null;

  const column = (name, texts, touch) => {
    const list = document.createElement("ul");
    list.setAttribute("aria-label", name);
    const buttons = texts.map((text, index) => {
      const button = document.createElement("button");
      const number = document.createElement("b");
      const words = document.createElement("span");
      button.type = "button";
      number.className = "spot-number";
      number.setAttribute("aria-hidden", "true");
      words.textContent = text;
      if (name === matching.dataset.right) words.className = "say"; // the left ones are said by their labels
      button.append(number, words);
      button.addEventListener("click", () => {
        touch(index);
        show();
      });
      const item = document.createElement("li");
      item.append(button);
      list.append(item);
      return button;
    });
    return [list, buttons];
  };
  const owner = (match) => selects.findIndex((select) => select.value === String(match));
  const undo = (prompt) => {
    selects[prompt].value = "";
    say(filled(matching.dataset.undone, { prompt: prompts[prompt] }));
  };
  const pair = (prompt, match) => {
    const before = owner(match);
    if (before >= 0) selects[before].value = "";
    selects[prompt].value = String(match);
    say(filled(matching.dataset.paired, { prompt: prompts[prompt], match: matches[match] }));
  };
  const touchPrompt = (prompt) => {
    if (picked?.side === "right") {
      pair(prompt, picked.index);
      picked = null;
    } else {
      picked = picked?.index === prompt ? null : { side: "left", index: prompt };
    }
  };
  const touchMatch = (match) => {
    const its = owner(match);
    if (picked?.side === "left") {
      if (its === picked.index) undo(its);
      else pair(picked.index, match);
      picked = null;
    } else if (its >= 0) {
      undo(its);
      picked = null;
    } else {
      picked = picked?.index === match ? null : { side: "right", index: match };
    }
  };
  const [left, leftButtons] = column(matching.dataset.left, prompts, touchPrompt);
  const [right, rightButtons] = column(matching.dataset.right, matches, touchMatch);
  const show = () => {
    leftButtons.forEach((button, prompt) => {
      const match = selects[prompt].value;
      const isPicked = picked?.side === "left" && picked.index === prompt;
      button.setAttribute("aria-pressed", String(isPicked));
      button.firstChild.textContent = prompt + 1;
      button.classList.toggle("paired", match !== "");
      name(button, prompt, match === "" ? -1 : Number(match));
    });
    rightButtons.forEach((button, match) => {
      const prompt = owner(match);
      button.setAttribute("aria-pressed", String(picked?.side === "right" && picked.index === match));
      button.firstChild.textContent = prompt < 0 ? "" : prompt + 1;
      button.classList.toggle("paired", prompt >= 0);
      name(button, prompt, prompt < 0 ? -1 : match);
    });
  };
  const name = (button, prompt, match) => {
    if (match < 0) button.removeAttribute("aria-label");
    else button.setAttribute("aria-label", filled(matching.dataset.paired, { prompt: prompts[prompt], match: matches[match] }));
  };
  for (const select of selects) select.closest(".field").hidden = true;
  const columns = document.createElement("div");
  columns.className = "tap-tap";
  columns.append(left, right);
  matching.append(columns);
  show();
  addEventListener("pageshow", show); // a browser that comes back fills the lists again
  // What went wrong leads to the first list, which is hidden now.
  document.querySelector('#errors a[href^="#match-"]')?.addEventListener("click", (event) => {
    event.preventDefault();
    leftButtons[0].focus();
  });
}

// The calculator works as the ones at the market do: every key acts on what stands there.
const calculator = document.getElementById("calculator");
if (calculator) {
  calculator.hidden = false;
  const field = document.getElementById("written");
  const output = calculator.querySelector("output");
  const language = document.documentElement.lang;
  const mark = language === "en" ? "." : ",";
  const grouped = new Intl.NumberFormat(language, { maximumFractionDigits: 6 });
  const sums = {
    "+": (a, b) => a + b,
    "−": (a, b) => a - b,
    "×": (a, b) => a * b,
    "÷": (a, b) => (b ? a / b : Number.NaN),
  };
  let typed = "";
  let value = 0;
  let sign = null;

  const work = () => {
    if (typed) {
      const number = Number(typed);
      value = sign ? sums[sign](value, number) : number;
      value = Number(value.toPrecision(12));
    }
    typed = "";
  };
  const shown = () => {
    if (typed) return grouped.format(Number(typed)) + (typed.endsWith(".") ? mark : "");
    return Number.isFinite(value) ? grouped.format(value) : "–";
  };
  const press = (key) => {
    if (/^[0-9]+$/.test(key)) {
      if (typed.replace(".", "").length + key.length <= 12) typed = (typed + key).replace(/^0+(?=[0-9])/, "");
    } else if (key === ".") {
      if (!typed.includes(".")) typed = `${typed || "0"}.`;
    } else if (key === "C") {
      typed = "";
      value = 0;
      sign = null;
    } else if (key === "use") {
      work();
      sign = null;
      if (!Number.isFinite(value)) return;
      const plain = String(Number(value.toFixed(6))).replace(".", mark);
      // A mark before exactly three digits would be read as thousands.
      field.value = /^-?[1-9][0-9]{0,2}[.,][0-9]{3}$/.test(plain) ? `${plain}0` : plain;
      calculator.open = false;
      field.focus();
    } else {
      work();
      sign = key === "=" ? null : key;
    }
    output.textContent = shown() + (sign && !typed ? ` ${sign}` : "");
  };
  calculator.addEventListener("click", (event) => {
    const key = event.target.closest("[data-key]");
    if (key) press(key.dataset.key);
  });
}
