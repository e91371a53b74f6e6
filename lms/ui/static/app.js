// Small comforts on top of pages that work without any script.

// A page that came back with errors starts at its list of errors.
document.getElementById("errors")?.focus();

// On a narrow phone the section one is in may lie past the edge.
document.querySelector("nav.staff [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// Two taps on a button are one intention.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 4000);
});

// Back from the browser's cache: a form may be sent again.
addEventListener("pageshow", (event) => {
  if (event.persisted) for (const form of document.forms) delete form.dataset.sent;
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});

// Signing out wipes what this phone keeps; marks of a register and answers that were not sent are told of first.
for (const notice of document.querySelectorAll("[data-unsent]")) {
  notice.hidden = !Object.keys(localStorage).some((key) => key.startsWith(notice.dataset.unsent));
}

// Read the page aloud with the phone's own voice, where it has one for this language.
const voice = document.querySelector("[data-read-aloud]");
if (voice && "speechSynthesis" in window) {
  voice.hidden = false;
  voice.addEventListener("click", () => {
    const talking = speechSynthesis.speaking;
    speechSynthesis.cancel();
    if (talking) return; // a second tap is for silence
    const parts = [...document.querySelectorAll(voice.dataset.readAloud)];
    if (!parts.length) return;
    const speech = new SpeechSynthesisUtterance(parts.map((part) => part.innerText).join("\n"));
    const lang = parts.at(-1).closest("[lang]").lang;
    speech.lang = lang === "vi" ? "vi-VN" : lang;
    speech.rate = 0.9;
    speechSynthesis.speak(speech);
  });
}
