// A lesson on the trainer's phone: copying the loudspeaker's text, and counting the silence.

const copier = document.querySelector("[data-copy]");
if (copier && navigator.clipboard) {
  copier.hidden = false;
  copier.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.querySelector(copier.dataset.copy).innerText);
    copier.querySelector("span").textContent = copier.dataset.copied;
  });
}

// Touching the words counts them down, so that the trainer's silence lasts.
for (const words of document.querySelectorAll("[data-wait]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button quiet small";
  button.textContent = words.textContent;
  const said = words.textContent;
  let timer;
  button.addEventListener("click", () => {
    clearInterval(timer);
    let left = Number(words.dataset.wait);
    button.textContent = left;
    timer = setInterval(() => {
      left -= 1;
      button.textContent = left > 0 ? left : said;
      if (left <= 0) clearInterval(timer);
    }, 1000);
  });
  words.replaceChildren(button);
}
