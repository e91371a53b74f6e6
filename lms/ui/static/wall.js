// A quiz with the whole class: buttons that count, and a wall that follows the phone in the trainer's hand.
const question = document.getElementById("question");
const form = document.getElementById("counts");

if (form) {
  const fields = [...form.querySelectorAll("input[type=number]")];
  const sum = document.getElementById("sum");
  const value = (field) => Math.max(0, Number.parseInt(field.value, 10) || 0);
  const add = () => {
    const [unknown, ...hands] = fields.map(value).reverse();
    const counted = sum.dataset.several ? Math.max(...hands) : hands.reduce((a, b) => a + b, 0);
    sum.textContent = sum.dataset.words.replace("{n}", counted + unknown);
  };
  for (const button of form.querySelectorAll("[data-step]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const field = button.parentElement.querySelector("input");
      field.value = Math.min(999, Math.max(0, value(field) + Number(button.dataset.step)));
      add();
    });
  }
  form.addEventListener("input", add);
  add();
}

// Only a page that shows where the class stands follows; one that looks back stays.
const look = async () => {
  if (document.hidden) return;
  try {
    const answer = await fetch(question.dataset.look, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) return;
    const { state } = await answer.json();
    if (state !== question.dataset.state) location.href = question.dataset.now;
  } catch {
    // No network for a moment: the next look asks again.
  }
};
setInterval(look, 2500);
