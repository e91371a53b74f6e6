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

// Listening: a recording where there is one, else the phone's own voice. Nothing sounds before a tap.
const hear = document.querySelector(".hear > .listen")?.parentElement;
if (hear && (hear.querySelector("audio") || "speechSynthesis" in window)) {
  const [button, slowly] = hear.querySelectorAll("button");
  const [silent, size] = hear.querySelectorAll("p");
  const audio = hear.querySelector("audio");
  const words = button.querySelector("span");
  const label = words.textContent;
  const voices = window.speechSynthesis;
  let speed = localStorage.getItem("speed") === "0.8" ? 0.8 : 1;
  let turn = 0; // what belongs to a former tap comes to nothing
  let playing = false;
  let sayFrom = null;

  const show = (on) => {
    playing = on;
    words.textContent = on ? button.dataset.stop : label;
  };
  const stop = () => {
    turn += 1;
    sayFrom = null;
    voices?.cancel();
    audio?.pause();
    show(false);
  };
  const setSpeed = () => {
    slowly.setAttribute("aria-pressed", speed < 1);
    if (audio) audio.defaultPlaybackRate = audio.playbackRate = speed;
  };

  // A phone may find its voices only after it was asked for them.
  const found = async (language) => {
    const search = () => voices?.getVoices().find((each) => each.lang.toLowerCase().startsWith(language));
    if (!voices || voices.getVoices().length) return search();
    await new Promise((go) => {
      voices.addEventListener?.("voiceschanged", go, { once: true });
      setTimeout(go, 1500);
    });
    return search();
  };
  const say = async () => {
    const mine = turn;
    const parts = button.dataset.say ? [] : [...document.querySelectorAll(button.dataset.readAloud)];
    const text = button.dataset.say ?? parts.map((part) => part.innerText).join("\n").replace(/[✓✗→]/g, "");
    const voice = await found(button.dataset.spoken ?? parts.at(-1)?.closest("[lang]").lang);
    if (mine !== turn) return;
    silent.hidden = Boolean(voice);
    if (!voice) return stop();
    // Sentence by sentence: some phones fall silent in the middle of a long text.
    const sentences = text.match(/[^\n]+?(?:[.!?…]["”»)]*(?=\s|$)|(?=\n)|$)/g) ?? [];
    sayFrom = (at) => {
      if (at >= sentences.length) return stop();
      const now = turn;
      const speech = (hear.speech = new SpeechSynthesisUtterance(sentences[at].trim()));
      speech.voice = voice;
      speech.lang = voice.lang;
      speech.rate = speed;
      speech.onend = () => now === turn && sayFrom(at + 1);
      speech.onerror = () => now === turn && stop();
      sayFrom.at = at;
      voices.speak(speech);
    };
    sayFrom(0);
  };

  button.addEventListener("click", () => {
    if (playing) return stop();
    stop();
    show(true);
    const mine = turn;
    if (!audio?.canPlayType('audio/ogg; codecs="opus"')) return say();
    audio.play().catch(() => mine === turn && say());
  });
  slowly.addEventListener("click", () => {
    speed = speed < 1 ? 1 : 0.8;
    localStorage.setItem("speed", speed);
    setSpeed();
    if (!sayFrom) return;
    turn += 1;
    voices.cancel();
    sayFrom(sayFrom.at);
  });
  audio?.addEventListener("ended", stop);
  addEventListener("pagehide", stop);

  voices?.getVoices();
  setSpeed();
  button.hidden = slowly.hidden = false;
  if (audio) {
    audio.controls = false;
    size.hidden = true;
  }
}
